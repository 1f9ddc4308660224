import 'reflect-metadata'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { MikroORM } from '@mikro-orm/postgresql'
import { buildSchema } from 'type-graphql'
import { anchor } from '../../data/size.ts'
import { bearerOf, poolSize, serve } from '../served.ts'
import { entities } from './entities.ts'
import { AppointmentResolver, CustomerResolver, FigureResolver, type ObviousContext } from './resolvers.ts'

/**
 * The same answers in the style of the guides: Apollo Server, type-graphql, MikroORM with tracked entities and its own
 * loaders, a forked entity manager in a transaction for each request.
 */
await serve(async ({ appUrl, tenantOf }) => {
  const orm = await MikroORM.init({
    clientUrl: appUrl,
    entities,
    pool: { min: 0, max: poolSize },
    driverOptions: { application_name: 'bench-obvious' },
    discovery: { warnWhenNoEntities: false },
  })
  const schema = await buildSchema({
    resolvers: [CustomerResolver, AppointmentResolver, FigureResolver],
    validate: false,
  })
  const began = performance.now()
  const server = new ApolloServer<ObviousContext>({
    schema,
    introspection: false,
    plugins: [
      {
        // The transaction carries the tenant, so it lasts as long as anything is read.
        requestDidStart: async () => ({
          didEncounterErrors: async ({ contextValue }) => {
            if (contextValue.em.isInTransaction()) await contextValue.em.rollback()
          },
          willSendResponse: async ({ contextValue }) => {
            if (contextValue.em.isInTransaction()) await contextValue.em.commit()
          },
        }),
      },
    ],
  })
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async ({ req }) => {
      const tenant = tenantOf.get(bearerOf(req.headers.authorization))
      if (!tenant) throw new Error('Nobody has this token.')
      const em = orm.em.fork()
      em.setSessionContext({ variables: { 'app.tenant_id': tenant.id } })
      await em.begin()
      return { em, tenant, now: new Date(anchor.getTime() + performance.now() - began) }
    },
  })
  return { url: url.replace(/\/$/, '') }
})

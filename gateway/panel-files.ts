import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { projectRoot } from './project-root.ts'

/** Addresses that belong to programs: what they do not know is never answered with a page. */
const programs = /^\/(graphql|uploads|files|api|healthz|readyz|metrics|assets)(\/|$)/

/** Everything comes from us. `style-src-attr`: components place what they draw with style attributes. */
const panelPolicy = [
  "default-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The editor of the query page writes its own style sheets, and starts its workers from blobs in some browsers. */
const queryPagePolicy = `${panelPolicy}; style-src 'self' 'unsafe-inline'; font-src 'self' data:; worker-src 'self' blob:`

const headers = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** Where `npm run build` puts the panel and the query page. */
export function builtPanel(): string {
  return path.join(projectRoot(), 'dist', 'web')
}

/**
 * Serves the built panel: `/` and every address of a screen, `/graphiql`, and their files, those with a hash in
 * their name for good. Every answer of the server gets the security headers. Unknown addresses of programs get JSON.
 */
export async function servePanelFiles(app: FastifyInstance, folder = builtPanel()): Promise<void> {
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.headers(headers)
    // A file that somebody uploaded comes with a stricter one.
    if (!reply.hasHeader('content-security-policy')) {
      const isQueryPage = /^\/graphiql\/?($|\?)/.test(request.url)
      reply.header('content-security-policy', isQueryPage ? queryPagePolicy : panelPolicy)
    }
    done()
  })
  const isBuilt = existsSync(path.join(folder, 'index.html'))
  const page = (file: string) => (_request: FastifyRequest, reply: FastifyReply) =>
    isBuilt ? reply.sendFile(file) : notBuilt(reply)
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      redirect: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, file) => void reply.header('cache-control', cachingOf(path.relative(folder, file))),
    })
  }
  app.get('/', page('index.html'))
  app.get('/graphiql', page('graphiql/index.html'))
  app.get('/graphiql/', page('graphiql/index.html'))
  app.setNotFoundHandler((request, reply) => {
    if (isScreen(request)) return page('index.html')(request, reply)
    const message = `There is nothing at ${request.method} ${request.url.split('?')[0]}. GraphQL is at /graphql.`
    const errors = [{ message, extensions: { code: 'NOT_FOUND' } }]
    return reply.status(404).send({ errors, extensions: { requestId: request.id } })
  })
}

function cachingOf(file: string): string {
  return file.startsWith(`assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

/** A browser that opens an address of the panel: it takes a page, and the address names no file. */
function isScreen(request: FastifyRequest): boolean {
  const address = request.url.split('?')[0] ?? '/'
  const wantsPage = request.headers.accept?.includes('text/html') === true
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return reads && wantsPage && !programs.test(address) && !/\.\w+$/.test(address)
}

function notBuilt(reply: FastifyReply): FastifyReply {
  return reply
    .status(503)
    .type('text/plain; charset=utf-8')
    .send('The panel is not built yet: run "npm run build" and start again, or use "npm run dev".\n')
}

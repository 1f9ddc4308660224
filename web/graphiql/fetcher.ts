import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit'
import { createClient } from 'graphql-ws'

/** Asks with the bearer token and never with the cookie; a token that ran out leads back to the sign-in. */
export function makeFetcher(token: string, onExpired: () => void): Fetcher {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return createGraphiQLFetcher({
    url: '/graphql',
    fetch: async (address: RequestInfo | URL, init?: RequestInit) => {
      const headers = new Headers(init?.headers)
      headers.set('authorization', `Bearer ${token}`)
      const response = await fetch(address, { ...init, headers, credentials: 'omit' })
      if (response.status === 401) onExpired()
      return response
    },
    wsClient: createClient({
      url: `${scheme}://${location.host}/graphql`,
      connectionParams: { authorization: `Bearer ${token}` },
    }),
  })
}

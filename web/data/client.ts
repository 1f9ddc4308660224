import {
  type AnyVariables,
  Client,
  cacheExchange,
  fetchExchange,
  mapExchange,
  type OperationResult,
} from '@urql/core'
import { preferences } from '../preferences.ts'
import type { Document } from './document.ts'
import { type PanelError, readError } from './errors.ts'

/** The panel's requests carry this header; a form on another site cannot, which is what stops forged requests. */
export const panelHeaders = { 'x-lonca-client': 'panel' }

let firstPosition: string | null = null

/**
 * The business's place in its feed of changes when this session first asked for anything: whoever listens from there
 * misses nothing that happened between asking and listening. Null before the first answer.
 */
export function positionAtStart(): string | null {
  return firstPosition
}

const notePosition = mapExchange({
  onResult: ({ extensions }) => {
    const position: unknown = extensions?.position
    if (position !== undefined && position !== null) firstPosition ??= String(position)
  },
})

/** When the page was last loaded again because the server did not know what it asked. */
const reloadedKey = 'lonca.reloaded'
const reloadEveryMs = 60_000

/** The server has a newer panel than this page, whose questions it no longer answers: takes it, if that can help. */
const followServer = mapExchange({
  onError: ({ graphQLErrors }) => {
    if (!graphQLErrors.some(({ extensions }) => extensions.code === 'PERSISTED_QUERY_ONLY')) return
    const last = Number(sessionStorage.getItem(reloadedKey) ?? 0)
    if (Date.now() - last < reloadEveryMs) return
    sessionStorage.setItem(reloadedKey, String(Date.now()))
    location.reload()
  },
})

function makeClient() {
  return new Client({
    url: '/graphql',
    exchanges: [cacheExchange, notePosition, followServer, fetchExchange],
    preferGetMethod: false,
    // What the server says to people (refusals, missing figures) comes in the panel's language.
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: {
        ...panelHeaders,
        'accept-language': preferences().chosenLocale ?? preferences().locale ?? 'tr',
      },
    }),
  })
}

let current = makeClient()

/** The client of this session. Ask each time: signing in or out replaces it, so that nothing cached survives. */
export function client(): Client {
  return current
}

export function forgetEverything() {
  firstPosition = null
  current = makeClient()
}

/** One answer of a mutation or of a question asked once. */
export interface Answer<Data> {
  data?: Data
  error?: PanelError
}

function toAnswer<Data>(result: OperationResult<Data>): Answer<Data> {
  return {
    data: result.data ?? undefined,
    error: result.error ? readError(result.error, result.extensions) : undefined,
  }
}

/** Runs a mutation; never throws. */
export async function mutate<Data, Variables extends AnyVariables>(
  text: Document<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  return toAnswer(await client().mutation<Data, Variables>(text, variables).toPromise())
}

/** Asks once, past the cache; never throws. */
export async function ask<Data, Variables extends AnyVariables>(
  text: Document<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  const result = await client()
    .query<Data, Variables>(text, variables, { requestPolicy: 'network-only' })
    .toPromise()
  return toAnswer(result)
}

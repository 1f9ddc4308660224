/** An answer as it came over HTTP. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number
  readonly headers: Headers
  readonly data: T | null | undefined
  readonly errors?: {
    message: string
    path?: (string | number)[]
    extensions: { code: string; [more: string]: unknown }
  }[]
  readonly extensions: { requestId: string; [more: string]: unknown }
}

export type Send = <T = any>(query: string, variables?: Record<string, unknown>) => Promise<Answer<T>>

/** Speaks GraphQL to a running server, as somebody or as nobody. */
export function graphqlClient(
  url: string,
  token?: string,
  more: Readonly<Record<string, string>> = {},
): Send {
  return async <T>(query: string, variables?: Record<string, unknown>) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...more,
      },
      body: JSON.stringify({ query, variables }),
    })
    const body = (await response.json()) as Answer<T>
    return { ...body, status: response.status, headers: response.headers }
  }
}

/** What must be there. Throws when it is not. */
export function present<T>(value: T | null | undefined): T {
  if (value == null) throw new Error('Nothing is there.')
  return value
}

/** Signs in and speaks as that person. Throws when the server refuses. */
export async function signedIn(url: string, email: string, password = testPassword): Promise<Send> {
  return graphqlClient(url, await sessionToken(url, email, password))
}

/** Signs in; the token of the session. Throws when the server refuses. */
export async function sessionToken(url: string, email: string, password = testPassword): Promise<string> {
  const answer = await graphqlClient(url)<{ signIn: { session: { token: string } | null } }>(
    'mutation ($input: SignInInput!) { signIn(input: $input) { session { token } userErrors { code message } } }',
    { input: { email, password } },
  )
  const token = answer.data?.signIn.session?.token
  if (!token) throw new Error(`${email} cannot sign in: ${JSON.stringify(answer)}`)
  return token
}

export const testPassword = 'correct horse battery'

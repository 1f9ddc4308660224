import type { GraphQLSchema } from 'graphql'
import { FuzzDocuments, randomOf } from './fuzz-documents.ts'
import type { LeakFinder } from './leaks.ts'
import { sendDocument } from './send.ts'

/** What a run of documents found. */
export interface FuzzFindings {
  readonly sent: number
  /** Documents that got an answer with errors in it: what the search for leaks looked at. */
  readonly failed: number
  /** Answers of 500 and above, and requests without one. */
  readonly broken: readonly string[]
  readonly leaking: readonly string[]
  /** Answers that nobody meant: each has a line in the log. */
  readonly unexpected: readonly string[]
}

export interface FuzzTarget {
  readonly url: string
  readonly token: string
  readonly schema: GraphQLSchema
  readonly leaks: LeakFinder
}

/** Sends so many documents of a seed, one after the other. THROTTLED ones are answers like others. */
export async function fuzz(target: FuzzTarget, seed: number, count: number): Promise<FuzzFindings> {
  const documents = new FuzzDocuments(target.schema, randomOf(seed))
  const broken: string[] = []
  const leaking: string[] = []
  const unexpected: string[] = []
  let failed = 0
  for (let sent = 0; sent < count; sent += 1) {
    const query = documents.next()
    try {
      const { status, body } = await sendDocument(target.url, { name: '', query }, target.token)
      if ((status ?? 500) >= 500) broken.push(`${status}: ${query}`)
      if (!body.includes('"errors"')) continue
      failed += 1
      const errors = JSON.stringify((JSON.parse(body) as { errors: unknown }).errors)
      const found = target.leaks.in(errors)
      if (found.length > 0) leaking.push(`${found.join(', ')}: ${query}`)
      if (errors.includes('"INTERNAL"')) unexpected.push(query)
    } catch (error) {
      broken.push(`${error}: ${query}`)
    }
  }
  return { sent: count, failed, broken, leaking, unexpected }
}

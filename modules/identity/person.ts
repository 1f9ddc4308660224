import { LoncaError, type Principal, type RequestContext, viewerOf } from '../../schema/index.ts'

/** The signed-in person, for what is theirs alone. A program with an API key has neither sessions nor a password. */
export function personOf(context: RequestContext): Principal {
  const viewer = viewerOf(context)
  if (viewer.actor === 'user') return viewer
  throw new LoncaError('FORBIDDEN', 'An API key cannot do this: it is for a person who is signed in.')
}

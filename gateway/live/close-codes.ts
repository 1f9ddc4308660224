/**
 * Why the server closes a socket, beside the codes of the protocol itself: 1009 message too large, 4400 message not
 * understood, 4401 an operation before `connection_init`, 4406 another subprotocol, 4408 no `connection_init` in
 * time, 4409 an operation's id used twice, 4429 `connection_init` sent twice. docs/guides/live-updates.md lists them.
 */
export const CloseCode = {
  /** The process is leaving: connect again, to another one or after the restart. */
  goingAway: 1001,
  /** More messages than a client of good will sends. Clients of the protocol do not come back by themselves. */
  tooMany: 1008,
  /** The tenant's blueprints changed, and with them its schema: connect again. */
  schemaChanged: 1012,
  /**
   * Too many sockets, a client that reads too slowly, or a database that cannot be reached: connect again a little
   * later and go on with `after`. Clients of the protocol take other codes below 2000 for final.
   */
  tryAgainLater: 1013,
  /** An operation has the id of one that still runs; the protocol's own code, for those that it handed over to us. */
  idInUse: 4409,
  /** A message that is not of the protocol; its own code, for those that are not handed over to it. */
  notUnderstood: 4400,
  /** The session is unknown, over or revoked: sign in first. */
  sessionOver: 4403,
  /** Something unexpected on our side; the log knows. */
  unexpected: 4500,
} as const

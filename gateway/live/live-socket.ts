import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { liveKey } from '../../modules/audit/index.ts'
import { sessionTransportKey } from '../../modules/identity/index.ts'
import { type BlueprintSet, type Locale, LoncaError, type Principal } from '../../schema/index.ts'
import { OperationContext } from '../operation-context.ts'
import { translated } from '../postgres-error.ts'
import { CloseCode } from './close-codes.ts'
import type { SignedInContext } from './feed-walk.ts'
import type { SharedFrames } from './frames.ts'
import type { LiveParts } from './live-parts.ts'
import type { CountedSocket, OpenSockets } from './open-sockets.ts'
import { ReadingPace } from './reading-pace.ts'
import type { RunningOperation } from './running-operation.ts'
import { socketTransport } from './socket-transport.ts'
import { Subscriber } from './subscriber.ts'
import { ViewerFeed } from './viewer-feed.ts'

/** How long an answer that is under way may take before a session's end closes its socket all the same. */
const lastWordsMs = 2_000

/** A client that has more than this yet to take is not sent what others are. */
const readyBytes = 64 * 1024

/** How long a client that is not read any more has to be told why. */
const toldMs = 250
/** And one that floods its socket: so much later it can come again. */
const floodedMs = 1_000

/** One WebSocket: whose it is, what runs on it, and when it must end. */
export class LiveSocket implements CountedSocket {
  /** Who it was opened by; null for a stranger. */
  principal: Principal | null = null
  /** Who that is now, as far as is known. */
  principalSeen: Principal | null = null
  readonly operations = new Map<string, RunningOperation>()
  /** Opened with the cookie of the panel and no token. */
  isOfPanel = false
  #token: string | null = null
  #set: BlueprintSet
  #sessionOver = false
  #leaving = false
  #isUnread = false
  #awaitsPong = false
  #checkedAt = performance.now()
  /** What it leaves unread for too long ends it. */
  readonly pace: ReadingPace

  constructor(
    private readonly parts: LiveParts,
    private readonly socket: WebSocket,
    /** Under the socket. */
    private readonly stream: Duplex,
    private readonly others: OpenSockets<LiveSocket>,
    readonly address: string,
    private readonly locale: Locale | null,
    private readonly userAgent: string | undefined,
  ) {
    this.#set = parts.composition.setFor([])
    this.pace = new ReadingPace(socket, parts.limits, () => this.#cut())
  }

  /** The client answered a ping. */
  alive(): void {
    this.#awaitsPong = false
  }

  /** The socket is closed. */
  gone(): void {
    this.pace.stop()
    this.others.remove(this)
    for (const operation of [...this.operations.values()]) {
      if (operation instanceof Subscriber) operation.end(false)
      else this.parts.setting.running.callerLeft(operation.tally)
    }
  }

  /**
   * Takes the socket in for whoever the tokens stand for: as over HTTP, a bearer token that is not valid is refused,
   * and a cookie of a session that is over counts as none. False when it is not to be let in; it is then closing.
   */
  async admit(bearer: string | null, cookie: string | null): Promise<boolean> {
    const token = bearer ?? cookie
    try {
      this.principal = token ? await this.#who(token) : null
    } catch (error) {
      if (!this.interrupted(error)) throw error
      return true
    }
    if (bearer && !this.principal) return false
    if (this.principal) {
      this.#token = token
      this.isOfPanel = bearer === null
      this.#set = this.parts.composition.setFor(this.principal.blueprintKeys)
    }
    if (this.socket.readyState !== this.socket.OPEN) return true
    if (!this.others.add(this))
      this.close(CloseCode.tryAgainLater, 'Too many sockets are open: close some first.')
    return true
  }

  /** The context of an operation that begins, or of an event that is about to be delivered. */
  async context(requestId: string, isAsked: boolean): Promise<OperationContext> {
    const principal = await this.#principalNow(isAsked)
    return new OperationContext(this.parts.setting, {
      requestId,
      principal,
      set: this.#set,
      locale: this.locale ?? principal?.locale ?? 'en',
      hasDeadline: true,
      services: new Map<string, unknown>([
        [sessionTransportKey.name, socketTransport(this.address, this.userAgent)],
        [
          liveKey.name,
          new ViewerFeed(this.parts.feed, this.parts.limits.pulseMs, () => this.signedIn(requestId)),
        ],
      ]),
    })
  }

  /** Sends one message; resolves when it has left the process, so that whoever sends waits for a slow client. */
  send(data: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.readyState !== this.socket.OPEN) return resolve()
      this.socket.send(data, () => {
        this.pace.taken()
        resolve()
      })
      this.pace.watch()
    })
  }

  /** Whether a message would be of use to it. */
  get listens(): boolean {
    return !this.#sessionOver && this.socket.readyState === this.socket.OPEN
  }

  /**
   * Writes what several are sent, past the protocol's server. False for a client that has yet to take what it was sent
   * before: whatever is written now would be kept for it.
   */
  sendShared(frames: SharedFrames, name: string): boolean {
    if (this.stream.writableLength > readyBytes) return false
    frames.writeTo(this.stream, name)
    return true
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason)
  }

  /** The session ended: nothing more is delivered, what was asked before is answered, then the socket goes. */
  sessionOver(): void {
    if (this.#sessionOver) return
    this.#sessionOver = true
    setTimeout(() => this.#sayGoodbye(), lastWordsMs).unref()
    this.#closeWhenAnswered()
  }

  /** The process is leaving: what was asked before is answered, then the socket goes. */
  leave(): void {
    if (this.#leaving) return
    this.#leaving = true
    setTimeout(() => this.#sayGoodbye(), lastWordsMs).unref()
    this.#closeWhenAnswered()
  }

  /**
   * What a subscription, or looking after the session, fails with. A database that cannot be reached says nothing
   * about either: the client connects again and hears what it missed.
   */
  interrupted(error: unknown): boolean {
    const known = translated(error)
    if (!(known instanceof LoncaError) || known.code !== 'UNAVAILABLE') return false
    this.close(CloseCode.tryAgainLater, 'The database cannot be reached right now: connect again shortly.')
    return true
  }

  /** Looks again whether the session stands and which schema its business has; closes the socket when either is over. */
  recheck(): void {
    if (!this.#token) return
    this.#principalNow(false).catch((error) => {
      if (!this.interrupted(error) && !(error instanceof LoncaError))
        this.parts.telemetry.log.failure('live', error)
    })
  }

  /** The client no longer wants to hear of a subscription; false when there is none with this id. */
  unsubscribed(operationId: string): boolean {
    const operation = this.operations.get(operationId)
    if (!(operation instanceof Subscriber)) return false
    operation.end(false)
    return true
  }

  /** The client no longer wants an operation that may still be running. */
  gaveUp(operationId: string): void {
    const operation = this.operations.get(operationId)
    if (operation) this.parts.setting.running.callerLeft(operation.tally)
  }

  ended(operationId: string): void {
    this.operations.delete(operationId)
    if (this.#sessionOver || this.#leaving) this.#closeWhenAnswered()
  }

  /**
   * To be told who stands behind its token now, null for nobody. False when the session is over; the socket then ends,
   * as it does when its business has another schema.
   */
  stillIs(principal: Principal | null): boolean {
    this.#checkedAt = performance.now()
    if (!principal || this.#sessionOver) {
      this.sessionOver()
      return false
    }
    this.principalSeen = principal
    if (this.parts.composition.setFor(principal.blueprintKeys).key !== this.#set.key) {
      this.close(CloseCode.schemaChanged, 'The schema of the business changed: connect again.')
    }
    return true
  }

  /** How many subscriptions go on without the protocol's server. */
  get subscribers(): number {
    return [...this.operations.values()].filter((operation) => operation instanceof Subscriber).length
  }

  get token(): string | null {
    return this.#token
  }

  async #principalNow(isAsked: boolean): Promise<Principal | null> {
    if (!this.#token) return null
    const principal = this.#sessionOver ? null : await this.#who(this.#token, isAsked)
    if (!this.stillIs(principal)) throw LoncaError.unauthenticated()
    return principal
  }

  /** Null also for an API key that does not stand. */
  async #who(token: string, isUsed = true): Promise<Principal | null> {
    try {
      return await this.parts.principals.of(token, isUsed)
    } catch (error) {
      if (error instanceof LoncaError && error.code === 'UNAUTHENTICATED') return null
      throw error
    }
  }

  /** As `context`, for whoever listens: fails for a stranger. */
  async signedIn(requestId: string): Promise<SignedInContext> {
    const context = await this.context(requestId, false)
    if (!context.principal) throw LoncaError.unauthenticated()
    return context as SignedInContext
  }

  /** Looks after the socket, once in a while: it must still be there, and so must its session. */
  beat(): void {
    if (this.#awaitsPong) {
      this.socket.terminate()
      return
    }
    this.#awaitsPong = true
    this.socket.ping()
    if (performance.now() - this.#checkedAt >= this.parts.limits.recheckMs) this.recheck()
  }

  #closeWhenAnswered(): void {
    const answering = [...this.operations.values()].some(
      ({ definition }) => definition.operation !== 'subscription',
    )
    // After the messages that are being sent in this turn.
    if (!answering) setImmediate(() => this.#sayGoodbye())
  }

  #sayGoodbye(): void {
    if (this.#sessionOver) this.close(CloseCode.sessionOver, 'The session is over: sign in again.')
    else this.close(CloseCode.goingAway, 'The server is leaving: connect again.')
  }

  /** Somebody floods the socket: it goes, and nothing more of it is heard. Always false. */
  tooMany(): false {
    if (this.#isUnread) return false
    this.close(CloseCode.tooMany, 'Too many messages.')
    this.readNoMore(floodedMs)
    return false
  }

  /** Of a socket that is closing: much may be on its way, and the client's own goodbye would be behind it. */
  readNoMore(milliseconds = toldMs): void {
    if (this.#isUnread) return
    this.#isUnread = true
    this.socket.pause()
    setTimeout(() => this.socket.terminate(), milliseconds).unref()
  }

  /** A client that does not read would not read a closing message either. */
  #cut(): void {
    this.close(CloseCode.tryAgainLater, 'The client reads too slowly: connect again and go on with "after".')
    this.socket.terminate()
  }
}

import { type Client, createClient } from 'graphql-ws'
import { createSignal } from 'solid-js'
import { positionAtStart } from './client.ts'
import { type RecordChange, recordChangedSubscription } from './live.graphql.ts'

/** `live`: changes arrive by themselves. `connecting`: trying. `offline`: not connected; screens may be old. */
export type LiveState = 'live' | 'connecting' | 'offline'

/** The record types that changed since the last call, or `everything` when the past can no longer be replayed. */
export type Change = ReadonlySet<string> | 'everything'

const [liveState, setLiveState] = createSignal<LiveState>('connecting')

export { liveState }

const listeners = new Set<(change: Change) => void>()
let socket: Client | undefined

/** Called after records changed on any machine of this business. Returns the way to stop listening. */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Events of one burst are told once: an import of a thousand rows must not ask a thousand times. */
const burstMs = 80
let burst: Set<string> | undefined
function tell(type: string) {
  if (burst) {
    burst.add(type)
    return
  }
  burst = new Set([type])
  setTimeout(() => {
    const changed = burst ?? new Set<string>()
    burst = undefined
    for (const listener of [...listeners]) listener(changed)
  }, burstMs)
}

function tellEverything() {
  for (const listener of [...listeners]) listener('everything')
}

/** Until a subscription that was refused is asked for again. */
const lostMs = 1_000

/** The server closes a socket with this when its session ended. */
const sessionOver = 4403

/** The server closes a socket with this when the business has other sectors than before. */
const schemaChanged = 1012

function signedOut() {
  dispatchEvent(new Event('lonca:signed-out'))
}

let operations = 0

/** The socket of this session; other subscriptions (an import's progress) share it. */
export function liveSocket(): Client {
  socket ??= createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: { client: 'panel' },
    retryAttempts: Number.POSITIVE_INFINITY,
    keepAlive: 20_000,
    // Screens whose ids are the same are sent the very same bytes.
    generateID: () => {
      operations += 1
      return String(operations)
    },
    shouldRetry: () => true,
    // Half a second first, at most ten seconds, with a spread so that a restart does not wake everyone at once.
    retryWait: (tries) =>
      new Promise((done) =>
        setTimeout(done, Math.min(500 * 2 ** tries, 10_000) * (0.75 + Math.random() / 2)),
      ),
    on: {
      connecting: () => setLiveState((was) => (was === 'live' ? 'offline' : was)),
      connected: () => setLiveState('live'),
      closed: (event) => {
        setLiveState('offline')
        const { code } = event as CloseEvent
        if (code === sessionOver) signedOut()
        if (code === schemaChanged) dispatchEvent(new Event('lonca:schema-changed'))
      },
    },
  })
  return socket
}

/**
 * Listens to every change the viewer may see. The position of the last event goes into the payload itself, so
 * that a reconnect, which sends the same payload again, resumes where it stopped.
 */
export function startLive(): () => void {
  let stopped = false
  let stop = () => {}
  let again: ReturnType<typeof setTimeout> | undefined
  const listen = (after: string | null) => {
    let ended = false
    const payload = { query: recordChangedSubscription, variables: { after } as Record<string, unknown> }
    /** The server refused to go on although the socket stands, as while its database is away. */
    const lost = () => {
      if (ended || stopped) return
      ended = true
      setLiveState('offline')
      again = setTimeout(() => {
        tellEverything()
        listen(payload.variables.after as string | null)
      }, lostMs)
    }
    const unsubscribe = liveSocket().subscribe<RecordChange>(payload, {
      next: ({ data, errors }) => {
        if (errors?.some((error) => error.extensions?.code === 'RESYNC_REQUIRED')) return resync()
        if (errors?.some((error) => error.extensions?.code === 'UNAUTHENTICATED')) return signedOut()
        if (!data) return
        payload.variables.after = data.recordChanged.position
        tell(data.recordChanged.type)
      },
      error: (reason) => {
        const resyncAsked =
          Array.isArray(reason) && reason.some((e) => e.extensions?.code === 'RESYNC_REQUIRED')
        if (resyncAsked) resync()
        else lost()
      },
      complete: lost,
    })
    stop = () => {
      ended = true
      unsubscribe()
    }
  }
  const resync = () => {
    stop()
    if (stopped) return
    tellEverything()
    listen(null)
  }
  listen(positionAtStart())
  // A phone that slept may hold a dead socket for minutes; on waking, what is on the screen is asked again.
  const onWake = () => document.visibilityState === 'visible' && liveState() !== 'live' && tellEverything()
  document.addEventListener('visibilitychange', onWake)
  return () => {
    stopped = true
    clearTimeout(again)
    document.removeEventListener('visibilitychange', onWake)
    stop()
    // One that was about to connect again has nothing to close, and says so by failing.
    Promise.resolve(socket?.dispose()).catch(() => undefined)
    socket = undefined
    setLiveState('connecting')
  }
}

import { createRoot, createSignal } from 'solid-js'

/** What Chromium sends when the panel may be installed; other browsers never do. */
interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>
}

const [prompt, setPrompt] = createRoot(() => createSignal<InstallPrompt>())
const [update, setUpdate] = createRoot(() => createSignal<() => void>())

/** Set while a newer build waits: takes it over and loads the page again. */
export { update as waitingUpdate }

/** Can this browser install the panel with one question? */
export const canInstall = () => prompt() !== undefined

/** Asks the browser to install the panel. */
export async function install(): Promise<void> {
  const asked = prompt()
  setPrompt(undefined)
  await asked?.prompt()
}

/** Safari installs from its own menu only: then people must be told where. */
export function installsFromMenu(): boolean {
  const isApple = /iPhone|iPad/.test(navigator.userAgent)
  return isApple && !matchMedia('(display-mode: standalone)').matches
}

/** Called once: keeps the shell on the device, and notices what can be installed or is newer. */
export function startInstalled() {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    setPrompt(event as InstallPrompt)
  })
  addEventListener('appinstalled', () => setPrompt(undefined))
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // After the first screen: nothing of this may make it come later.
  addEventListener('load', () => void register(), { once: true })
}

async function register() {
  const container = navigator.serviceWorker
  const registration = await container.register('/service-worker.js').catch(() => undefined)
  if (!registration) return
  const offer = (worker: ServiceWorker | null) => {
    // Without one that is in charge this is the first build on the device, and there is nothing to change.
    if (!worker || !container.controller) return
    setUpdate(() => () => {
      container.addEventListener('controllerchange', () => location.reload(), { once: true })
      worker.postMessage('take-over')
    })
  }
  offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => worker.state === 'installed' && offer(worker))
  })
}

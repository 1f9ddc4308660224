/*
 * Keeps what never changes (files with a hash in their name), the page that loads them, and a page for the time
 * without a connection. It never touches GraphQL, uploads or downloads: what people see is always the server's.
 * `VERSION` and `ASSETS` are filled in by the build (web/service-worker-plugin.ts), so that each build is a new worker.
 */
const version = 'VERSION'
const assets = new Set(['ASSETS'])

const shellCache = `lonca-shell-${version}`
const assetCache = 'lonca-assets'
const offlinePage = '/offline.html'
const standing = ['/', offlinePage, '/offline.css', '/offline.js', '/favicon.svg', '/first-paint.js']

/** Addresses that are no screens of the panel. */
const programs = /^\/(graphql|graphiql|uploads|files|imports|audit|docs|api|healthz|readyz|metrics)(\/|$)/

/** A server that takes longer than this gets the kept page meanwhile. */
const patienceMs = 4000

addEventListener('install', (event) => {
  event.waitUntil(caches.open(shellCache).then((cache) => cache.addAll(standing)))
})

addEventListener('activate', (event) => {
  event.waitUntil(forgetEarlierBuilds().then(() => clients.claim()))
})

// The new worker waits until somebody agrees: a page must not change under an open form.
addEventListener('message', (event) => {
  if (event.data === 'take-over') skipWaiting()
})

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (request.mode === 'navigate' && !programs.test(url.pathname) && !/\.\w+$/.test(url.pathname))
    event.respondWith(page(request))
})

async function asset(request) {
  const cache = await caches.open(assetCache)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

async function page(request) {
  const cache = await caches.open(shellCache)
  try {
    const late = new Promise((resolve) => setTimeout(resolve, patienceMs)).then(() => cache.match('/'))
    const asked = fetch(request).then(async (answer) => {
      if (answer.ok) await cache.put('/', answer.clone())
      return answer
    })
    return (await Promise.race([asked, late])) ?? (await asked)
  } catch {
    return (await cache.match(offlinePage)) ?? Response.error()
  }
}

async function forgetEarlierBuilds() {
  for (const name of await caches.keys())
    if (name !== shellCache && name !== assetCache) await caches.delete(name)
  const cache = await caches.open(assetCache)
  for (const request of await cache.keys())
    if (!assets.has(new URL(request.url).pathname)) await cache.delete(request)
}

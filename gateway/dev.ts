import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

/**
 * `npm run dev`: the gateway, restarted when one of its files changes, and the panel on Vite's own server, which
 * reloads as you type and passes everything else on to the gateway.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const gateway = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', '--import', 'tsx', 'gateway/main.ts'],
  {
    cwd: root,
    // The panel changes as you type: what it was last built with says nothing.
    env: { PANEL_DOCUMENTS: 'any', ...process.env },
    stdio: 'inherit',
  },
)
const panel = await createServer({ configFile: `${root}web/vite.config.ts` })
await panel.listen()
panel.printUrls()

let leaving = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (leaving) return
    leaving = true
    // Ctrl-C reaches the gateway by itself; a polite stop of this process does not.
    if (signal === 'SIGTERM') gateway.kill('SIGTERM')
    await panel.close()
  })
}
gateway.on('exit', async (code) => {
  await panel.close()
  process.exit(code ?? 0)
})

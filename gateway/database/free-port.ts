import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** The port remembered in `file` when it is still free on 127.0.0.1, else a free one, which is remembered. */
export async function rememberedPort(file: string): Promise<number> {
  const remembered = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  const port = (remembered > 0 && (await tryPort(remembered))) || (await tryPort(0))
  if (!port) throw new Error('No free port on 127.0.0.1.')
  if (port !== remembered) writeFileSync(file, String(port))
  return port
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })
}

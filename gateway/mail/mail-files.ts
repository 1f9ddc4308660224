import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { newId } from '../../schema/index.ts'
import type { Log } from '../log.ts'

/** In place of a mail server: each mail becomes `<dataDir>/mail/<id>.eml`, which any mail program opens. */
export function mailFiles(dataDir: string, log: Log) {
  const folder = path.join(dataDir, 'mail')
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async sendMail(message: SendMailOptions): Promise<void> {
      const { message: composed } = await composer.sendMail(message)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = path.join(folder, `${newId()}.eml`)
      await writeFile(file, composed as Buffer, { mode: 0o600 })
      log.warn('no mail server is configured (SMTP_URL): a mail was written to a file', { file })
    },
    close: () => composer.close(),
  }
}

import { createTransport } from 'nodemailer'
import type { Mail, Mailer } from '../../modules/identity/index.ts'
import { newId } from '../../schema/index.ts'
import type { Log } from '../log.ts'
import { mailFiles } from './mail-files.ts'
import { mailHtml, mailText } from './mail-parts.ts'
import type { MailSettings } from './mail-settings.ts'

interface MailerParts {
  readonly settings: MailSettings
  readonly dataDir: string
  readonly log: Log
  /** Known once the process listens. */
  readonly ownUrl: () => string
}

const patienceMs = 20_000

/** Sends through the mail server of the settings, a few connections at a time, or writes what it would send to files. */
export function createMailer({ settings, dataDir, log, ownUrl }: MailerParts): Mailer & { close(): void } {
  const { smtpUrl, from, publicUrl } = settings
  const transport = smtpUrl
    ? createTransport({
        url: smtpUrl,
        pool: true,
        maxConnections: 3,
        connectionTimeout: patienceMs,
        greetingTimeout: patienceMs,
        socketTimeout: patienceMs,
      })
    : mailFiles(dataDir, log)
  return {
    delivers: smtpUrl !== null,
    pageUrl: (path) => `${publicUrl ?? ownUrl()}${path}`,
    async send(mail) {
      await transport.sendMail(messageOf(mail, from, publicUrl ?? ownUrl())).catch((error: unknown) => {
        // What a mail server answers quotes addresses, and what is thrown here ends up in a list of failed jobs.
        const { code, responseCode } = error as { code?: string; responseCode?: number }
        throw new Error(
          `The mail server did not take the mail (${[code, responseCode].filter(Boolean).join(' ')}).`,
        )
      })
    },
    close: () => transport.close(),
  }
}

function messageOf(mail: Mail, from: string, site: string) {
  return {
    from,
    // An object, so that nothing in it is read as a list of addresses.
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mailText(mail),
    html: mailHtml(mail),
    messageId: `<${newId()}@${new URL(site).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

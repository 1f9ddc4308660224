import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { MailSettings } from '../../gateway/mail/mail-settings.ts'

export interface ReceivedMail extends Email {
  /** Who it was handed over for, as the server was told. */
  readonly recipients: readonly string[]
}

/** A real mail server on a free port that keeps what it is sent. */
export class MailServer {
  readonly received: ReceivedMail[] = []
  /** While set, every mail is refused with this. */
  refusal: string | null = null

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<MailServer> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          if (mails.refusal) return done(new Error(mails.refusal))
          const recipients = session.envelope.rcptTo.map(({ address }) => address)
          PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            mails.received.push({ ...mail, recipients })
            done()
          }, done)
        })
      },
    })
    const mails = new MailServer(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return mails
  }

  get settings(): MailSettings {
    const address = this.server.server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    return { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Lonca <lonca@lonca.test>', publicUrl: null }
  }

  /** The latest mail to an address. Throws when there is none. */
  to(address: string): ReceivedMail {
    const found = this.received.findLast(({ recipients }) => recipients.includes(address))
    if (!found) throw new Error(`Nothing was mailed to ${address}.`)
    return found
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()))
  }
}

/** The link of a mail. */
export function linkIn({ text }: Email): string {
  const [link] = /https?:\/\/\S+/.exec(text ?? '') ?? []
  if (!link) throw new Error('The mail has no link.')
  return link
}

/** The secret of a mail's link. */
export function tokenIn(mail: Email): string {
  return new URL(linkIn(mail)).hash.replace('#token=', '')
}

import { type Locale, serviceKey } from '../../schema/index.ts'

/** A mail in parts; the mailer gives it its look, as text and as HTML. All of it is plain text, never markup. */
export interface Mail {
  readonly to: string
  readonly locale: Locale
  readonly subject: string
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly button: { readonly label: string; readonly url: string }
  /** Small print: until when the link works, and what to do when it was not asked for. */
  readonly notes: readonly string[]
}

export interface Mailer {
  /** False when nothing leaves this machine: mails become files, and whoever invites gets the link on screen. */
  readonly delivers: boolean
  /** The full address of a page of the panel. */
  pageUrl(path: string): string
  /** Throws when the mail server does not take it; nobody's address is in the message. */
  send(mail: Mail): Promise<void>
}

export const mailerKey = serviceKey<Mailer>('mailer')

/** How mails leave. */
export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…:465`; null: mails become files below the data folder. */
  readonly smtpUrl: string | null
  readonly from: string
  /** Where people open the panel, without a slash at the end; null: where this process listens. */
  readonly publicUrl: string | null
}

export const noMail: MailSettings = { smtpUrl: null, from: 'Lonca <lonca@localhost>', publicUrl: null }

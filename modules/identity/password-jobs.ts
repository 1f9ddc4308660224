import { defineJob } from '../../schema/index.ts'
import { accountsKey } from './accounts.ts'
import { mailerKey } from './mailer.ts'
import { passwordResetMail } from './mails.ts'
import { tenantDoorKey } from './tenant-door.ts'

export const resetMinutes = 30

/** Mails a link for a new password. Its secret is made here and now, as with an invitation. */
export const sendPasswordReset = defineJob<{ readonly userId: string; readonly tenantId: string }>({
  name: 'identity.send-password-reset',
  title: { en: 'Send a password link', tr: 'Parola bağlantısını gönder' },
  async run(context, { userId, tenantId }) {
    const mailer = context.service(mailerKey)
    const account = await context.service(accountsKey).of(userId)
    if (!account) return
    const locale = (await context.service(tenantDoorKey).about(tenantId))?.locale ?? 'tr'
    const token = await context.service(accountsKey).newLink(userId, 'RESET', resetMinutes)
    const url = mailer.pageUrl(`/reset#token=${token}`)
    await mailer.send(passwordResetMail({ to: account.email, locale, url }, resetMinutes))
  },
})

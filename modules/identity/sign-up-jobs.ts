import { defineJob, type RequestContext } from '../../schema/index.ts'
import { accountsKey } from './accounts.ts'
import { mailerKey } from './mailer.ts'
import { accountExistsMail, confirmationMail } from './mails.ts'
import { tenantDoorKey } from './tenant-door.ts'

const confirmationHours = 24

type OfPerson = { readonly userId: string; readonly tenantId: string }

/** Mails the link that completes a sign-up. */
export const sendConfirmation = defineJob<OfPerson>({
  name: 'identity.send-confirmation',
  title: { en: 'Send a sign-up link', tr: 'Kayıt bağlantısını gönder' },
  async run(context, payload) {
    const { mailer, account, locale } = await addressed(context, payload)
    if (!account || account.isConfirmed) return
    const token = await context
      .service(accountsKey)
      .newLink(payload.userId, 'CONFIRM', confirmationHours * 60)
    const url = mailer.pageUrl(`/signup#token=${token}`)
    await mailer.send(confirmationMail({ to: account.email, locale, url }, confirmationHours))
  },
})

/** Tells somebody with an account that it was used to sign up once more. */
export const sendAccountExists = defineJob<OfPerson>({
  name: 'identity.send-account-exists',
  title: { en: 'Tell of an account that exists', tr: 'Var olan hesabı bildir' },
  async run(context, payload) {
    const { mailer, account, locale } = await addressed(context, payload)
    if (account) await mailer.send(accountExistsMail({ to: account.email, locale, url: mailer.pageUrl('/') }))
  },
})

async function addressed(context: RequestContext, { userId, tenantId }: OfPerson) {
  return {
    mailer: context.service(mailerKey),
    account: await context.service(accountsKey).of(userId),
    locale: (await context.service(tenantDoorKey).about(tenantId))?.locale ?? ('tr' as const),
  }
}

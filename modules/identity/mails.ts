import type { Locale } from '../../schema/index.ts'
import type { Mail } from './mailer.ts'

interface Addressed {
  readonly to: string
  readonly locale: Locale
  readonly url: string
}

type Written = Omit<Mail, 'to' | 'locale' | 'button'> & { readonly action: string }

export function invitationMail(
  { to, locale, url }: Addressed,
  facts: { readonly tenantName: string; readonly inviterName: string; readonly days: number },
): Mail {
  const { tenantName, inviterName, days } = facts
  return mail(to, locale, url, {
    tr: {
      subject: `${tenantName} sizi Lonca’ya davet ediyor`,
      title: `${tenantName} ekibine katılın`,
      paragraphs: [
        `${inviterName} sizi ${tenantName} ekibine davet etti.`,
        'Katılmak için aşağıdaki bağlantıyı açın ve parolanızı belirleyin. Lonca hesabınız varsa onunla katılırsınız.',
      ],
      action: 'Daveti kabul et',
      notes: [
        `Bağlantı ${days} gün geçerlidir ve bir kez kullanılır.`,
        'Bu daveti beklemiyorsanız e-postayı dikkate almayın.',
      ],
    },
    en: {
      subject: `${tenantName} invites you to Lonca`,
      title: `Join the team of ${tenantName}`,
      paragraphs: [
        `${inviterName} invited you to the team of ${tenantName}.`,
        'Open the link below and choose a password. If you have a Lonca account already, you join with it.',
      ],
      action: 'Accept the invitation',
      notes: [
        `The link works for ${days} days, and once.`,
        'If you did not expect this invitation, ignore this mail.',
      ],
    },
  })
}

export function passwordResetMail({ to, locale, url }: Addressed, minutes: number): Mail {
  return mail(to, locale, url, {
    tr: {
      subject: 'Lonca parolanızı yenileyin',
      title: 'Yeni bir parola belirleyin',
      paragraphs: [
        'Lonca hesabınız için yeni bir parola istediniz. Aşağıdaki bağlantıdan belirleyebilirsiniz.',
      ],
      action: 'Parolamı yenile',
      notes: [
        `Bağlantı ${minutes} dakika geçerlidir ve bir kez kullanılır.`,
        'Siz istemediyseniz bir şey yapmanız gerekmez; parolanız değişmez.',
      ],
    },
    en: {
      subject: 'Reset your Lonca password',
      title: 'Choose a new password',
      paragraphs: ['You asked for a new password for your Lonca account. Choose one with the link below.'],
      action: 'Reset my password',
      notes: [
        `The link works for ${minutes} minutes, and once.`,
        'If you did not ask for it, there is nothing to do; your password stays.',
      ],
    },
  })
}

export function confirmationMail({ to, locale, url }: Addressed, hours: number): Mail {
  return mail(to, locale, url, {
    tr: {
      subject: 'Lonca’ya hoş geldiniz',
      title: 'E-posta adresinizi doğrulayın',
      paragraphs: ['Kaydınızı tamamlamak ve işletmenizi kurmaya başlamak için aşağıdaki bağlantıyı açın.'],
      action: 'Kaydımı tamamla',
      notes: [
        `Bağlantı ${hours} saat geçerlidir.`,
        'Lonca’ya siz kaydolmadıysanız e-postayı dikkate almayın.',
      ],
    },
    en: {
      subject: 'Welcome to Lonca',
      title: 'Confirm your e-mail address',
      paragraphs: ['Open the link below to complete your sign-up and begin to set up your business.'],
      action: 'Complete my sign-up',
      notes: [`The link works for ${hours} hours.`, 'If you did not sign up for Lonca, ignore this mail.'],
    },
  })
}

export function accountExistsMail({ to, locale, url }: Addressed): Mail {
  return mail(to, locale, url, {
    tr: {
      subject: 'Lonca hesabınız zaten var',
      title: 'Bu adresle bir hesabınız var',
      paragraphs: [
        'Bu e-posta adresiyle Lonca’ya yeniden kaydolmak istendi. Hesabınız zaten var; giriş yapmanız yeterli.',
        'Parolanızı hatırlamıyorsanız giriş ekranından yenileyebilirsiniz.',
      ],
      action: 'Giriş yap',
      notes: ['Bunu siz yapmadıysanız bir şey yapmanız gerekmez; hesabınızda bir şey değişmedi.'],
    },
    en: {
      subject: 'You already have a Lonca account',
      title: 'There is an account with this address',
      paragraphs: [
        'Somebody signed up for Lonca with this e-mail address. You already have an account: just sign in.',
        'If you do not remember your password, you can reset it on the sign-in page.',
      ],
      action: 'Sign in',
      notes: ['If this was not you, there is nothing to do; your account has not changed.'],
    },
  })
}

function mail(to: string, locale: Locale, url: string, written: Readonly<Record<Locale, Written>>): Mail {
  const { action, ...rest } = written[locale]
  return { ...rest, to, locale, button: { label: action, url } }
}

import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import { defineProvider, type ProviderValues, refuse } from '../../schema/index.ts'
import { type OutsideHosts, outsideHostsKey } from './outside-hosts.ts'

const timeoutMs = 10_000
/** Handing over mail: RFC 5321, 8314 and 6409, and the one that providers offer where those are blocked. */
const mailPorts = [25, 465, 587, 2525]

/** A mail server of the business's own: its messages then come from its own address. */
export const smtp = defineProvider({
  key: 'smtp',
  kind: 'EMAIL',
  title: { en: 'Mail server (SMTP)', tr: 'E-posta sunucusu (SMTP)' },
  description: {
    en: 'Mail to your customers goes out from your own address.',
    tr: 'Müşterilerinize giden e-postalar kendi adresinizden çıkar.',
  },
  fields: [
    {
      name: 'host',
      label: { en: 'Server', tr: 'Sunucu' },
      input: 'text',
      required: true,
      example: 'smtp.example.com',
    },
    { name: 'port', label: { en: 'Port', tr: 'Port' }, input: 'port', required: true, example: '587' },
    { name: 'user', label: { en: 'User name', tr: 'Kullanıcı adı' }, input: 'text' },
    { name: 'password', label: { en: 'Password', tr: 'Parola' }, input: 'text', secret: true },
    { name: 'from', label: { en: 'Sender address', tr: 'Gönderen adresi' }, input: 'email', required: true },
    { name: 'fromName', label: { en: 'Sender name', tr: 'Gönderen adı' }, input: 'text' },
  ],
  async test(context, values, address) {
    const turkish = context.locale === 'tr'
    await sendWith(context.service(outsideHostsKey), values, {
      to: address,
      subject: turkish ? 'Lonca bağlantı denemesi' : 'Lonca connection test',
      text: turkish
        ? 'Bu e-postayı okuyorsanız e-posta sunucunuz doğru ayarlanmış demektir.'
        : 'If you can read this, your mail server is set up correctly.',
    })
  },
})

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/**
 * Sends one mail with an account of the `smtp` provider. Encrypted from the first byte on port 465, and by STARTTLS
 * wherever the server offers it; a password never goes over an open line to another machine.
 * Refuses SMTP_HOST, SMTP_PORT, SMTP_UNREACHABLE, SMTP_LOGIN, SMTP_TLS or SMTP_REJECTED; what the server said is not
 * passed on.
 */
export async function sendWith(hosts: OutsideHosts, values: ProviderValues, mail: Mail): Promise<void> {
  const { host = '' } = values
  const port = Number(values.port)
  if (!hosts.allowsPort(port, mailPorts)) refuse('SMTP_PORT', ['provider'])
  const address = (await hosts.addressOf(host)) ?? refuse('SMTP_HOST', ['provider'])
  const local = ['127.0.0.1', '::1'].includes(address)
  const transport = createTransport({
    host: address,
    port,
    secure: port === 465,
    requireTLS: Boolean(values.password) && !local,
    // The machine's own server has no certificate that anybody would know.
    tls: { rejectUnauthorized: !local, ...(isIP(host) === 0 && { servername: host }) },
    ...(values.user && { auth: { user: values.user, pass: values.password ?? '' } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const from = values.fromName ? { name: values.fromName, address: values.from ?? '' } : values.from
    await transport.sendMail({ from, to: mail.to, subject: mail.subject, text: mail.text })
  } catch (error) {
    refuse(codeOf(error), ['provider'])
  } finally {
    transport.close()
  }
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: string }
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'SMTP_LOGIN'
  if (code === 'ETLS' || code?.startsWith('ERR_TLS') || code?.includes('CERT')) return 'SMTP_TLS'
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return 'SMTP_REJECTED'
  return 'SMTP_UNREACHABLE'
}

import {
  type DeclaredNotification,
  decodeId,
  type NotificationReading,
  type RequestContext,
  type Row,
  recordMeta,
} from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'

/** What a notification says and where it leads, as its reader may know now. */
export interface NotificationText {
  readonly text: string
  readonly path: string | null
}

const nobody = { en: 'Somebody', tr: 'Bir kişi' }
const unknownKind = { en: 'Something happened in your business.', tr: 'İşletmenizde bir gelişme oldu.' }

export async function notificationText(
  context: RequestContext,
  notification: Row,
): Promise<NotificationText> {
  const { locale } = context
  // A kind of a sector that the business no longer has.
  const kind = context.set.notifications.find(({ key }) => key === notification.kind)
  if (!kind) return { text: unknownKind[locale], path: null }
  const subject = await subjectOf(context, notification)
  if (!subject) return { text: kind.wordsWithoutSubject[locale], path: null }
  const facts = (notification.facts ?? {}) as Readonly<Record<string, unknown>>
  const reading = { context, subject, facts }
  const values = {
    actor: await actorOf(context, notification),
    ...(await kind.values?.(reading)),
  }
  return { text: filled(kind, values, context), path: pathOf(kind, notification, reading) }
}

async function subjectOf(context: RequestContext, { subjectType, subjectId }: Row): Promise<Row | null> {
  const meta = context.set.relations.byName.get(String(subjectType))
  const decoded = decodeId(String(subjectId))
  return meta && decoded ? context.read.byId(meta, decoded.uuid) : null
}

async function actorOf(context: RequestContext, { actor }: Row): Promise<string> {
  const member = actor === null ? null : await context.read.byId(recordMeta(Membership), String(actor))
  return member ? String(member.name) : nobody[context.locale]
}

function filled(
  kind: DeclaredNotification,
  values: Readonly<Record<string, string>>,
  { locale }: RequestContext,
): string {
  return kind.words[locale].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

function pathOf(
  { path }: DeclaredNotification,
  { subjectId }: Row,
  reading: NotificationReading,
): string | null {
  if (typeof path === 'function') return path(reading)
  return path?.replace('{id}', String(subjectId)) ?? null
}

import {
  encodeId,
  LoncaError,
  normaliseEmail,
  type ProviderDeclaration,
  type ProviderField,
  type ProviderValues,
  type Reader,
  Refusal,
  type RefusalReason,
  type RequestContext,
  recordMeta,
  refuse,
  Statement,
  type Work,
} from '../../schema/index.ts'
import { ProviderSettings, type StoredSecret } from './provider-settings.ts'
import type { Provider, SaveProviderSettingsInput } from './providers.types.ts'
import { type SecretPlace, type Secrets, secretsKey } from './secrets.ts'

const maxLength = 2000
/** A shorter secret would be given away by its ending. */
const longSecret = 12

interface Stored {
  readonly id: string
  readonly version: number
  readonly enabled: boolean
  readonly config: { readonly [field: string]: string }
  readonly secrets: { readonly [field: string]: StoredSecret & { readonly setByName: string | null } }
}

/** Every provider that is installed for this business, with what it has of it. */
export async function providersOf(context: RequestContext): Promise<Provider[]> {
  const stored = await storedSettings(context.read)
  return context.set.providers.map((provider) => shown(provider, stored[provider.key]))
}

export async function providerOf(context: RequestContext, key: string): Promise<Provider | undefined> {
  return (await providersOf(context)).find((provider) => provider.key === key)
}

/**
 * The opened account with a provider, for those who use it: null when there is none, or it is not in use.
 *
 * @throws SecretUnreadable when the key ring is not the one that it was sealed with.
 */
export async function providerValues(context: RequestContext, key: string): Promise<ProviderValues | null> {
  const stored = (await storedSettings(context.read))[key]
  return stored?.enabled ? opened(context, stored) : null
}

/** The same whether it is in use or not, for trying it. */
export async function opened(context: RequestContext, stored: Stored): Promise<ProviderValues> {
  const secrets = context.service(secretsKey)
  const values: Record<string, string> = { ...stored.config }
  for (const [name, { sealed }] of Object.entries(stored.secrets))
    values[name] = await secrets.open(context.read, placeOf(stored.id, name), sealed)
  return values
}

export function knownProvider(context: RequestContext, key: string): ProviderDeclaration {
  return context.set.providers.find((provider) => provider.key === key) ?? refuse('NOT_FOUND', ['provider'])
}

/** Makes or changes the account with a provider; returns its id. */
export async function saveSettings(
  work: Work,
  secrets: Secrets,
  provider: ProviderDeclaration,
  input: SaveProviderSettingsInput,
): Promise<ProviderSettings> {
  const row = await settingsToChange(work, provider, input.version ?? null)
  const config = { ...row.config }
  const kept = { ...row.secrets }
  const reasons: RefusalReason[] = []
  const changed: string[] = []
  for (const { name, value } of input.values) {
    const field = provider.fields.find((one) => one.name === name)
    const text = value.trim()
    const wrong = field ? problemWith(field, text) : 'INVALID'
    if (!field || wrong)
      reasons.push({ code: wrong ?? 'INVALID', field: ['values', name], with: { max: maxLength } })
    else if (field.secret && text) kept[name] = await sealed(work, secrets, row, name, value)
    else if (field.secret) delete kept[name]
    else if (text) config[name] = text
    else delete config[name]
    changed.push(name)
  }
  for (const { name, required } of provider.fields)
    if (required && !(name in config) && !(name in kept))
      reasons.push({ code: 'REQUIRED', field: ['values', name] })
  if (reasons.length > 0) throw new Refusal(reasons)
  Object.assign(row, { config, secrets: kept, enabled: input.enabled, updatedAt: work.now, archivedAt: null })
  await work.flush()
  work.tell('provider.settings.updated', row, { provider: provider.key, enabled: row.enabled, changed })
  return row
}

function problemWith(field: ProviderField, value: string): string | null {
  if (value.length > maxLength) return 'TOO_LONG'
  if (value === '') return null
  if (field.input === 'port' && !(/^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65_536))
    return 'INVALID'
  if (field.input === 'flag' && !['true', 'false'].includes(value)) return 'INVALID'
  if (field.input === 'email' && normaliseEmail(value) === null) return 'INVALID'
  return null
}

async function sealed(
  work: Work,
  secrets: Secrets,
  row: ProviderSettings,
  name: string,
  value: string,
): Promise<StoredSecret> {
  return {
    sealed: await secrets.seal(work, placeOf(row.id, name), value),
    ending: value.length >= longSecret ? value.slice(-4) : null,
    setAt: work.now.toISOString(),
    setBy: work.principal.membershipId,
  }
}

async function settingsToChange(
  work: Work,
  provider: ProviderDeclaration,
  version: number | null,
): Promise<ProviderSettings> {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `provider ${provider.key} ${work.principal.tenantId}`,
  ])
  const row = await work.em.findOne(ProviderSettings, {
    tenantId: work.principal.tenantId,
    provider: provider.key,
  })
  if (!row) {
    if (version !== null) refuse('CONFLICT', ['version'])
    return work.create<ProviderSettings>(ProviderSettings, {
      provider: provider.key,
      kind: provider.kind,
      enabled: false,
      config: {},
      secrets: {},
    })
  }
  if (row.version !== version) refuse('CONFLICT', ['version'])
  return row
}

function placeOf(row: string, field: string): SecretPlace {
  return { table: 'provider_settings', row, column: `secrets.${field}` }
}

/** What is stored, by provider. */
export async function storedSettings(read: Reader): Promise<Record<string, Stored | undefined>> {
  if (read.principal.role !== 'owner' && read.principal.actor === 'user')
    throw LoncaError.forbidden('the connections of the business')
  const statement = new Statement(read.principal.tenantId)
  const plan = `
    select coalesce(json_object_agg(p.provider, json_build_object('id', p.id, 'version', p.version,
      'enabled', p.enabled, 'config', p.config,
      'secrets', (select coalesce(json_object_agg(s.key, s.value || jsonb_build_object('setByName',
          (select m.name from memberships m where m.tenant_id = p.tenant_id and m.id = (s.value ->> 'setBy')::uuid))),
        '{}'::json) from jsonb_each(p.secrets) s))), '{}'::json)
    from provider_settings p where p.tenant_id = ${statement.tenant}`
  return (await read.ask(statement, plan)) as Record<string, Stored | undefined>
}

function shown(provider: ProviderDeclaration, stored: Stored | undefined): Provider {
  return {
    key: provider.key,
    kind: provider.kind,
    title: provider.title,
    description: provider.description,
    fields: provider.fields.map(({ name, label, input, secret, required, example }) => ({
      name,
      label,
      input,
      secret: secret ?? false,
      required: required ?? false,
      example: example ?? null,
    })),
    testable: provider.test !== undefined,
    settingsId: stored ? encodeId(recordMeta(ProviderSettings).prefix, stored.id) : null,
    version: stored?.version ?? null,
    enabled: stored?.enabled ?? false,
    values: Object.entries(stored?.config ?? {}).map(([name, value]) => ({ name, value })),
    secrets: Object.entries(stored?.secrets ?? {}).map(([name, { ending, setAt, setByName }]) => ({
      name,
      ending,
      setAt,
      setBy: setByName,
    })),
  }
}

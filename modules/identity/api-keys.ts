import { randomBytes } from 'node:crypto'
import {
  newId,
  type Payload,
  Refusal,
  type RequestContext,
  recordPayload,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { ApiKey } from './api-key.ts'
import type { ApiKeyInput, ApiKeyScope, CreateApiKeyInput } from './api-key.types.ts'
import { shownPrefix } from './api-key-lookup.ts'
import { knownScopes } from './api-key-scopes.ts'
import { Membership } from './membership.ts'
import { personOf } from './person.ts'
import { digest } from './secret-token.ts'
import { accessChanged } from './sessions.ts'

const maxKeys = 50

/** Permissions that a key of this business can have. */
export function apiKeyScopes(context: RequestContext): ApiKeyScope[] {
  return context.set.modules.flatMap(({ key, title }) =>
    knownScopes([key]).map((scope) => ({ key: scope, title, changes: scope.endsWith(':act') })),
  )
}

/** Makes a key. Whoever makes it is its ceiling: when they lose their place, it stops working. */
export function createApiKey(context: RequestContext, input: CreateApiKeyInput): Promise<Payload> {
  return withSecret(context, async (work, keep) => {
    const values = await work.entered(ApiKey, input as never, 'create')
    refuseScopes(context, values.scopes as string[])
    refusePast(values.expiresAt as Date | null, work.now)
    await refuseTooMany(work)
    const id = newId()
    const { prefix, secretHash } = keep(id)
    const apiKey = work.create<ApiKey>(ApiKey, {
      ...values,
      id,
      prefix,
      secretHash,
      lastUsedAt: null,
      revokedAt: null,
      createdBy: work.reference(Membership, work.principal.membershipId),
    })
    work.tell('apiKey.created', apiKey, { scopes: apiKey.scopes })
    return apiKey
  })
}

/** Puts a new secret in the place of the one that is used now, which stops working at once. */
export function rotateApiKey(context: RequestContext, input: ApiKeyInput): Promise<Payload> {
  return withSecret(context, async (work, keep) => {
    const apiKey = await standing(work, input)
    Object.assign(apiKey, keep(apiKey.id))
    work.tell('apiKey.rotated', apiKey)
    await work.sql(accessChanged)
    return apiKey
  })
}

/** Ends a key at once, also on the sockets that it holds open. */
export function revokeApiKey(context: RequestContext, input: ApiKeyInput): Promise<Payload> {
  return recordPayload(context, ApiKey, async (work) => {
    const apiKey = await standing(work, input)
    apiKey.revokedAt = work.now
    work.tell('apiKey.revoked', apiKey)
    await work.sql(accessChanged)
    return apiKey
  })
}

type Keep = (id: string) => { readonly prefix: string; readonly secretHash: Buffer }

async function withSecret(
  context: RequestContext,
  verb: (work: Work, keep: Keep) => Promise<ApiKey>,
): Promise<Payload> {
  personOf(context)
  let secret: string | null = null
  const payload = await recordPayload(context, ApiKey, (work) =>
    verb(work, (id) => {
      const prefix = shownPrefix(id)
      secret = `${prefix}.${randomBytes(32).toString('base64url')}`
      return { prefix, secretHash: digest(secret) }
    }),
  )
  return { ...payload, secret: payload.userErrors.length === 0 ? secret : null }
}

async function standing(work: Work, { apiKeyId }: ApiKeyInput): Promise<ApiKey> {
  const apiKey = await work.change<ApiKey>(ApiKey, apiKeyId, undefined, ['apiKeyId'])
  if (apiKey.revokedAt) refuse('API_KEY_REVOKED', ['apiKeyId'])
  return apiKey
}

function refuseScopes(context: RequestContext, scopes: readonly string[]): void {
  if (scopes.length === 0) refuse('REQUIRED', ['scopes'])
  const known = new Set(apiKeyScopes(context).map(({ key }) => key))
  const unknown = scopes.filter((scope) => !known.has(scope))
  if (unknown.length === 0) return
  throw new Refusal(unknown.map((scope) => ({ code: 'SCOPE_UNKNOWN', field: ['scopes'], with: { scope } })))
}

function refusePast(expiresAt: Date | null, now: Date): void {
  if (expiresAt && expiresAt <= now) refuse('EXPIRY_PAST', ['expiresAt'])
}

async function refuseTooMany(work: Work): Promise<void> {
  const [held] = await work.sql<{ count: number }>(
    'select count(*)::int as count from api_keys where tenant_id = $1 and revoked_at is null',
    [work.principal.tenantId],
  )
  if ((held?.count ?? 0) >= maxKeys) refuse('TOO_MANY_API_KEYS', undefined, { max: maxKeys })
}

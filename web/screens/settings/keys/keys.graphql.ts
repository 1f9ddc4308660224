import { document } from '../../../data/document.ts'
import type { UserError } from '../../../data/payload.ts'
import type { Translated } from '../../../i18n/format.ts'

export interface ApiKey {
  id: string
  name: string
  prefix: string
  scopes: string[]
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  revokedAt: string | null
  createdBy: { id: string; name: string }
}

export interface Scope {
  key: string
  title: Translated
  changes: boolean
}

export const keysQuery = document<{ apiKeys: { nodes: ApiKey[] }; apiKeyScopes: Scope[] }>(`query ApiKeys {
  apiKeys(first: 100) {
    nodes { id name prefix scopes createdAt expiresAt lastUsedAt revokedAt createdBy { id name } }
  }
  apiKeyScopes { key title { en tr } changes }
}`)

interface KeyPayload {
  apiKey: { id: string } | null
  secret: string | null
  userErrors: UserError[]
}

export const createKeyMutation = document<
  { createApiKey: KeyPayload },
  { input: { name: string; scopes: string[]; expiresAt?: string } }
>(`mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { apiKey { id } secret userErrors { code field message } }
}`)

export const rotateKeyMutation = document<{ rotateApiKey: KeyPayload }, { input: { apiKeyId: string } }>(
  `mutation RotateApiKey($input: ApiKeyInput!) {
  rotateApiKey(input: $input) { apiKey { id } secret userErrors { code field message } }
}`,
)

export const revokeKeyMutation = document<
  { revokeApiKey: { userErrors: UserError[] } },
  { input: { apiKeyId: string } }
>(`mutation RevokeApiKey($input: ApiKeyInput!) {
  revokeApiKey(input: $input) { userErrors { code field message } }
}`)

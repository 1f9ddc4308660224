import { readFileSync } from 'node:fs'
import { furnishTenant } from '../../gateway/demo/furnish-tenant.ts'
import { type DemoTenant, demoExportPath, demoTenants } from '../../gateway/demo/presets.ts'
import { type ProvisionedTenant, provisionTenant } from '../../gateway/provision-tenant.ts'
import { type ImportRunner, importRunnerKey } from '../../modules/imports/index.ts'
import { decodeId } from '../../schema/index.ts'
import { type Answer, type Send, signedIn, testPassword } from './graphql-client.ts'
import type { TestServer } from './server.ts'

export interface ImportingBusiness extends ProvisionedTenant {
  readonly demo: DemoTenant
  readonly owner: Send
  readonly manager: Send
  readonly staff: Send
}

let made = 0

/** A tenant furnished like one of the demo, without its imports. */
export async function importingBusiness(
  server: TestServer,
  key: DemoTenant['key'],
): Promise<ImportingBusiness> {
  const demo = demoTenants.find((one) => one.key === key)
  if (!demo) throw new Error(`There is no demo tenant "${key}".`)
  made += 1
  const email = (role: string) => `${role}${made}@${key}.test`
  const roles = ['owner', 'manager', 'staff'] as const
  const tenant = await provisionTenant(server.setting, server.composition, {
    ...demo,
    department: 'Ekip',
    withServices: false,
    members: roles.map((role) => ({ name: role, email: email(role), password: testPassword, role })),
  })
  await tenant.context.write((work) =>
    furnishTenant(work, demo, {
      branchId: tenant.branch.id,
      departmentId: tenant.department.id,
      staffMembershipId: tenant.memberships.get(email('staff')) ?? '',
    }),
  )
  const [owner, manager, staff] = await Promise.all(roles.map((role) => signedIn(server.url, email(role))))
  if (!owner || !manager || !staff) throw new Error('Every role signs in.')
  return { ...tenant, demo, owner, manager, staff }
}

export function runnerOf(server: TestServer): ImportRunner {
  return server.setting.services.get(importRunnerKey.name) as ImportRunner
}

export function exportBytes(file: string): Buffer {
  return readFileSync(demoExportPath(file))
}

/** Asks for an address and sends a file there; the id that previews and imports are given. */
export async function uploaded(
  server: TestServer,
  send: Send,
  fileName: string,
  bytes: Buffer | string,
): Promise<string> {
  const body = Buffer.from(bytes as string)
  const { id, url } = await uploadPlace(send, fileName, body.length)
  const response = await fetch(`${server.url}${url}`, { method: 'PUT', body })
  if (response.status !== 204)
    throw new Error(`The upload was answered with ${response.status}: ${await response.text()}`)
  return id
}

export async function uploadPlace(send: Send, fileName: string, sizeBytes: number) {
  const answer = await send(
    'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id url expiresAt } userErrors { code field message } } }',
    { input: { fileName, sizeBytes } },
  )
  if (!answer.data?.createUpload.upload) throw new Error(`There is no address: ${JSON.stringify(answer)}`)
  return answer.data.createUpload.upload as { id: string; url: string; expiresAt: string }
}

export const runFields = `id version kind fileName status encoding delimiter totalLines doneLines progress created merged
  skipped conflicts refused remarked undone kept errorCode error { en tr } finishedAt`

export interface RunRow {
  readonly id: string
  readonly status: string
  readonly created: number
  readonly merged: number
  readonly skipped: number
  readonly conflicts: number
  readonly refused: number
  readonly remarked: number
  readonly totalLines: number
  readonly doneLines: number
  readonly undone: number
  readonly kept: number
  readonly [more: string]: unknown
}

export async function readRun(send: Send, id: string): Promise<RunRow> {
  const answer = await send(`query ($id: ID!) { importRun(id: $id) { ${runFields} } }`, { id })
  if (!answer.data?.importRun) throw new Error(`There is no run: ${JSON.stringify(answer)}`)
  return answer.data.importRun
}

/** Waits until a run is over in this process, and reads it. */
export async function settled(server: TestServer, send: Send, id: string): Promise<RunRow> {
  await runnerOf(server).settled(decodeId(id)?.uuid ?? '')
  return readRun(send, id)
}

export async function started(send: Send, input: Record<string, unknown>) {
  const answer = await send(
    `mutation ($input: StartImportInput!) { startImport(input: $input) { importRun { ${runFields} } userErrors { code field message } } }`,
    { input },
  )
  if (!answer.data) throw new Error(`Not started: ${JSON.stringify(answer)}`)
  return answer.data.startImport as {
    importRun: RunRow | null
    userErrors: { code: string; field: string[] | null; message: string }[]
  }
}

/** Uploads a file, imports it and waits for the end. */
export async function imported(
  server: TestServer,
  send: Send,
  fileName: string,
  bytes: Buffer | string,
  input: Record<string, unknown> = {},
): Promise<RunRow> {
  const uploadId = await uploaded(server, send, fileName, bytes)
  const { importRun, userErrors } = await started(send, { uploadId, ...input })
  if (!importRun) throw new Error(`Not started: ${JSON.stringify(userErrors)}`)
  return settled(server, send, importRun.id)
}

export interface LineRow {
  readonly line: number
  readonly outcome: string
  readonly codes: string[]
  readonly remarks: { code: string; effect: string; message: { en: string; tr: string } }[]
  readonly cells: string[]
  readonly recordType: string | null
  readonly recordId: string | null
  readonly undone: string | null
  readonly keptBecause: string | null
}

interface LinePage {
  readonly nodes: LineRow[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** Every line of a run's report, page by page as a client would. */
export async function linesOf(send: Send, id: string, filter?: Record<string, unknown>): Promise<LineRow[]> {
  const lines: LineRow[] = []
  for (let after: string | null = null; ; ) {
    const answer: Answer<{ importRun: { lines: LinePage } }> = await send(
      `query ($id: ID!, $after: String, $filter: ImportLineFilter) { importRun(id: $id) {
        lines(first: 100, after: $after, filter: $filter) {
          nodes { line outcome codes remarks cells recordType recordId undone keptBecause }
          pageInfo { hasNextPage endCursor } } } }`,
      { id, after, filter },
    )
    if (!answer.data) throw new Error(`No lines: ${JSON.stringify(answer)}`)
    const page: LinePage = answer.data.importRun.lines
    lines.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return lines
    after = page.pageInfo.endCursor
  }
}

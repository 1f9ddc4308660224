import { existsSync, readFileSync } from 'node:fs'
import type { GraphQLField } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { installedBlueprints } from '../../../gateway/installed.ts'
import { decodeId, encodeId, type RecordMeta } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { plantCanaries } from '../../support/canary-tenant.ts'
import { testPassword } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { soundCall } from '../../support/sound-inputs.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

interface World {
  readonly business: TestBusiness
  readonly ids: ReadonlyMap<string, string>
  readonly owner: (sql: string, values?: unknown[]) => Promise<{ rows: { type: string; version: number }[] }>
}
type Input = Readonly<Record<string, unknown>>

/** Mutations that write nothing of a business, and why there is nothing to tell. */
const exempt: Readonly<Record<string, string>> = {
  signIn:
    'Its tenant is known only when it went well; then it tells session.started (tests/gateway/identity).',
  signUp: 'There is no business yet: tenant.created follows when the address is confirmed.',
  confirmSignUp: 'Runs as nobody; makes the business and tells tenant.created in it.',
  requestPasswordReset: 'Answers alike for unknown addresses; tells password.reset.requested in known ones.',
  createUpload: 'Hands out an address and stores nothing.',
  previewImport: 'Reads an upload and writes nothing.',
}

const member =
  (role: string) =>
  ({ business }: World) => {
    const email = [...business.memberships.keys()].find((address) => address.startsWith(role)) ?? ''
    return { id: encodeId('mem', business.memberships.get(email) ?? ''), version: 1 }
  }

/** What a mutation needs beyond what its types say. */
const inputs: Readonly<Record<string, (world: World) => Input | Promise<Input>>> = {
  createCustomer: () => ({ kind: 'COMPANY', name: 'Acme', phone: '+905321112299' }),
  updateService: () => ({ segments: null }),
  saveBusinessProfile: () => ({ version: 1, taxOffice: 'Kadıköy', taxNumber: '1234567890' }),
  saveProviderSettings: () => ({
    values: Object.entries({ host: 'localhost', port: '25', from: 'a@b.test' }).map(([name, value]) => ({
      name,
      value,
    })),
  }),
  updateWorkingHours: () => ({ staffId: null, resourceId: null, opensAt: '10:00' }),
  disableMember: member('staff'),
  enableMember: async (world) => ({ ...member('staff')(world), version: 2 }),
  removeMember: async (world) => ({ ...member('staff')(world), version: 3 }),
  endMemberSessions: (world) => ({ memberId: member('manager')(world).id }),
  switchModuleOff: () => ({ module: 'automation', reason: 'A reason' }),
  switchModuleOn: () => ({ module: 'automation' }),
  setRolePermissions: () => ({ cells: [{ module: 'calendar', see: 'ALL' }] }),
  assignRole: (world) => ({ memberId: member('manager')(world).id, version: 1 }),
  assignDepartment: async ({ business, ids, owner }) => {
    const uuid = [...business.memberships.values()][1] ?? ''
    const { rows } = await owner('select version from memberships where id = $1', [uuid])
    return {
      memberId: encodeId('mem', uuid),
      departmentId: ids.get('Department'),
      version: rows[0]?.version,
    }
  },
  markNotificationsRead: async ({ owner, ids }) => {
    await owner('update notifications set read_at = null')
    return { ids: [ids.get('Notification')] }
  },
  changePassword: () => ({ currentPassword: testPassword, newPassword: `${testPassword} too` }),
  askForApproval: ({ ids }) => ({ jobCardId: ids.get('VehicleJobCard') }),
  createApiKey: () => ({ scopes: ['calendar:see'] }),
  createRole: () => ({ base: 'STAFF' }),
  undoAction: async ({ owner }) => {
    await owner('update action_runs set undone_at = null')
    return {}
  },
  rotateApiKey: async ({ owner }) => {
    await owner('update api_keys set revoked_at = null')
    return {}
  },
  markAllNotificationsRead: async ({ owner }) => {
    await owner('update notifications set read_at = null')
    return { upTo: '2027-01-01T00:00:00.000Z' }
  },
  retryJob: async ({ owner }) => {
    await owner(`update background_jobs set state = 'FAILED'`)
    return {}
  },
  addBlueprint: () => ({ blueprint: 'generic' }),
}

/** Those that need more than one row to stand ready: the file that runs them and looks at what they tell. */
const elsewhere: Readonly<Record<string, string>> = {
  bookAppointment: 'tests/support/calendar.ts',
  rescheduleAppointment: 'tests/modules/calendar/reschedule.test.ts',
  completeAppointment: 'tests/modules/calendar/life.test.ts',
  markAppointmentArrived: 'tests/modules/calendar/life.test.ts',
  markAppointmentNoShow: 'tests/modules/calendar/life.test.ts',
  startAppointment: 'tests/modules/calendar/life.test.ts',
  snoozeTask: 'tests/modules/tasks/tasks.test.ts',
  createTreatmentItem: 'tests/blueprints/dental.test.ts',
  updateTreatmentItem: 'tests/blueprints/dental.test.ts',
  createFileUpload: 'tests/modules/files/upload.test.ts',
  completeFileUpload: 'tests/modules/files/upload.test.ts',
  restoreFile: 'tests/modules/files/upload.test.ts',
  completeOnboarding: 'tests/modules/onboarding/onboarding.test.ts',
  addSampleData: 'tests/modules/onboarding/sample-data.test.ts',
  removeSampleData: 'tests/modules/onboarding/sample-data.test.ts',
  testProviderSettings: 'tests/modules/settings/providers.test.ts',
}

/** Those that planted rows and plain values do not get to run, and what they would need. */
const untried: Readonly<Record<string, string>> = {
  archiveRole: 'A role that nobody has.',
  dismissReminder: 'A reminder that is still open.',
  setNotificationPreference: 'A kind that is declared.',
  setBlueprintOverride: 'A target that the sector has.',
  upgradeBlueprint: 'A sector with a newer version.',
  decideBlueprintChange: 'A sector with a newer version.',
  saveOnboardingStep: 'A business that is being set up.',
  startAction: 'Somebody whom the action would reach.',
  recordColorFormula: 'A formula with its shades.',
  acceptInvitation: 'The secret of a link that was mailed.',
  resetPassword: 'The secret of a link that was mailed.',
  leaveTenant: 'Somebody who is not the last owner.',
  switchTenant: 'Somebody with two businesses.',
  revokeSession: 'A second session of the same person.',
  revokeOtherSessions: 'A second session of the same person.',
  startImport: 'An upload that has arrived.',
  resumeImport: 'An import that was interrupted.',
  retireBlueprint: 'A business with two sectors.',
  setPrimaryBlueprint: 'A business with two sectors.',
  rejectTreatmentPlan: 'A plan that was presented and not accepted.',
  updateJobLine: 'A line that the customer approved.',
  decideJobLine: 'A line that waits for the customer.',
}

/** What somebody does to their own sign-in comes last: it may be the end of it. */
const last = [
  'revokeOtherSessions',
  'changePassword',
  'leaveTenant',
  'signOut',
  'switchTenant',
  'revokeSession',
]

function rank({ name }: GraphQLField<unknown, unknown>): number {
  if (last.includes(name)) return 9
  if (name === 'disableMember') return 4
  if (name === 'enableMember') return 5
  if (/^(remove|archive)/.test(name)) return 6
  if (['createStaffQualification', 'askForApproval'].includes(name)) return 7
  return /^create/.test(name) ? 0 : /^update/.test(name) ? 1 : 2
}

it('every mutation that succeeds tells what it did, in the same request', async () => {
  const tried = new Set<string>()
  const silent: string[] = []
  const refused: string[] = []
  let told = 0
  for (const { key } of installedBlueprints) {
    const business = await testBusiness(server, key)
    const { ids } = await plantCanaries(business, 'PLANTED')
    const owner: World['owner'] = (sql, values) =>
      withClient(server.database.ownerUrl, (client) => client.query(sql, values))
    const { set } = business.context
    const versionOf = async ({ table, name }: RecordMeta) => {
      const { rows } = await owner(`select version from ${table} where id = $1`, [
        decodeId(ids.get(name) ?? '')?.uuid,
      ])
      return rows[0]?.version ?? 1
    }
    const mutations = Object.values(set.schema.getMutationType()?.getFields() ?? {})
      .filter(({ name }) => !tried.has(name) && !(name in exempt) && !(name in elsewhere))
      .sort((one, other) => rank(one) - rank(other))
    for (const mutation of mutations) {
      tried.add(mutation.name)
      const more = await inputs[mutation.name]?.({ business, ids, owner })
      const { document, variables } = await soundCall(set, mutation, { ids, versionOf }, more)
      const answer = await business.owner(document, variables)
      const reasons = answer.data?.[mutation.name]?.userErrors ?? answer.errors ?? []
      if (reasons.length > 0) {
        refused.push(`${mutation.name}: ${JSON.stringify(reasons[0]).slice(0, 160)}`)
        continue
      }
      const { rows } = await owner(
        'select type from tenant_event_logs where tenant_id = $1 and request_id = $2',
        [business.tenantId, answer.extensions.requestId],
      )
      if (rows.length === 0) silent.push(mutation.name)
      else told += 1
      const undeclared = rows.filter(({ type }) => !(type in set.events))
      silent.push(...undeclared.map(({ type }) => `${mutation.name} tells ${type}, which nobody declares`))
    }
  }
  expect(silent).toEqual([])
  expect(refused.filter((one) => !((one.split(':')[0] as string) in untried))).toEqual([])
  expect(told).toBeGreaterThan(90)
}, 300_000)

it('those that are looked at elsewhere are, and those that need not tell say why', () => {
  for (const [mutation, file] of Object.entries(elsewhere)) {
    expect(existsSync(file), file).toBe(true)
    expect(readFileSync(file, 'utf8').includes(mutation), `${file} runs ${mutation}`).toBe(true)
  }
  for (const [mutation, why] of Object.entries(exempt)) expect(why.length, mutation).toBeGreaterThan(20)
})

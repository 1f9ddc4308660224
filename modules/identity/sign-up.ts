import {
  newId,
  normaliseEmail,
  type Payload,
  Refusal,
  type RequestContext,
  refuse,
  userErrors,
} from '../../schema/index.ts'
import { Tenant } from '../tenancy/index.ts'
import { type Account, accountsKey } from './accounts.ts'
import { answerEvenly } from './answer-evenly.ts'
import { attemptsKey } from './attempts.ts'
import { beginSession } from './begin-session.ts'
import { enteredName } from './entered-name.ts'
import { mailerKey } from './mailer.ts'
import { Membership } from './membership.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { provisionRoles } from './provision-roles.ts'
import { sessionTransportKey } from './sessions.ts'
import { signUpLimits } from './sign-in-limits.ts'
import type { SignUpInput } from './sign-up.types.ts'
import { sendAccountExists, sendConfirmation } from './sign-up-jobs.ts'
import { tenantDoorKey } from './tenant-door.ts'

/** Well above what hashing a password and opening a business take. */
const evenMs = 800

interface SignUp {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly locale: 'tr' | 'en'
}

/**
 * Opens a business of one's own, to be set up next. With a mail server the answer is the same for every address: a
 * mail says how to go on, and an address that has an account hears so by mail. Without one nothing can be asked of the
 * address: the session begins at once, and a taken address is refused.
 */
export async function signUp(context: RequestContext, input: SignUpInput): Promise<Payload> {
  const { delivers } = context.service(mailerKey)
  try {
    const session = await (delivers ? byMail(context, await entered(context, input)) : atOnce(context, input))
    return { session, isMailed: delivers, userErrors: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { session: null, isMailed: false, userErrors: userErrors(error.reasons, context.locale) }
  }
}

async function entered(context: RequestContext, input: SignUpInput): Promise<SignUp> {
  const email = normaliseEmail(input.email)
  if (!email) refuse('INVALID', ['email'])
  const name = enteredName(input.name)
  refuseWeakPassword(input.password, email)
  const { address } = context.service(sessionTransportKey)
  await context.service(attemptsKey).take(signUpLimits(email, address))
  return { name, email, password: input.password, locale: input.locale }
}

async function atOnce(context: RequestContext, input: SignUpInput) {
  if (input.cookie) context.service(sessionTransportKey).refuseWithoutCookies()
  const wanted = await entered(context, input)
  const accounts = context.service(accountsKey)
  if (await accounts.idOf(wanted.email)) refuse('ADDRESS_TAKEN', ['email'])
  const userId = await accounts.addUser(wanted)
  const place = await openBusiness(context, userId, wanted)
  return beginSession(context, userId, place, input.cookie ? 'cookie' : 'bearer')
}

async function byMail(context: RequestContext, wanted: SignUp): Promise<null> {
  return answerEvenly(evenMs, async () => {
    const accounts = context.service(accountsKey)
    const userId = await accounts.idOf(wanted.email)
    const account = userId && (await accounts.of(userId))
    if (!account) {
      const added = await accounts.addUser({ ...wanted, isConfirmed: false })
      await openBusiness(context, added, wanted, true)
    } else if (account.isConfirmed) await tellOwner(context, account, wanted)
    else await signUpAgain(context, account, wanted)
    return null
  })
}

/** The same statements and as much hashing as for a new address, so that load does not tell them apart either. */
async function tellOwner(context: RequestContext, { userId }: Account, { password }: SignUp): Promise<void> {
  await context.service(accountsKey).matches(null, password)
  await inFirstPlace(context, userId, sendAccountExists)
}

/** Nobody has shown yet that the address is theirs: what was entered last counts. */
async function signUpAgain(
  context: RequestContext,
  { userId }: Account,
  { password }: SignUp,
): Promise<void> {
  await context.service(accountsKey).setPassword(userId, password)
  await inFirstPlace(context, userId, sendConfirmation)
}

async function inFirstPlace(
  context: RequestContext,
  userId: string,
  job: typeof sendAccountExists,
): Promise<void> {
  const [place] = await context.service(accountsKey).places(userId)
  if (!place) return
  const { tenantId, membershipId } = place
  const caller = { tenantId, membershipId, userId, requestId: context.requestId }
  await context.service(tenantDoorKey).write(caller, async (work) => {
    work.enqueue(job, { userId, tenantId })
  })
}

async function openBusiness(context: RequestContext, userId: string, wanted: SignUp, isMailed = false) {
  const { name, email, locale } = wanted
  const place = { tenantId: newId(), membershipId: newId() }
  const caller = { ...place, userId, requestId: context.requestId }
  await context.service(tenantDoorKey).write(caller, async (work) => {
    const settings = { name, locale, timeZone: 'Europe/Istanbul', currency: 'TRY', status: 'ONBOARDING' }
    const tenant = work.create<Tenant>(Tenant, { id: place.tenantId, ...settings })
    work.create<Membership>(Membership, {
      id: place.membershipId,
      userId,
      name,
      email,
      role: 'OWNER',
      department: null,
      status: 'ACTIVE',
    })
    provisionRoles(work)
    work.tell('tenant.created', tenant)
    if (isMailed) work.enqueue(sendConfirmation, { userId, tenantId: place.tenantId })
  })
  return place
}

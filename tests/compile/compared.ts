import fc from 'fast-check'
import { otherVariables } from './asked-again.ts'
import { type WrittenDocument, writtenDocument } from './document/written-document.ts'
import { Draw, decisions, type Taken } from './draw.ts'
import { Census, executedOnly, featuresOf, refusedThere } from './features.ts'
import { type FoundDifference, keepDifference } from './found-differences.ts'
import type { FurnishedBusiness } from './furnished-business.ts'
import { parted } from './parted.ts'
import type { Path, PathAnswer, Question } from './paths.ts'
import { drawPerson, kindsOf, type Person, principalOf } from './people.ts'
import { reduced } from './reduced.ts'

/** Two ways to answer that have to come to the same. */
export interface Paths {
  readonly reference: Path
  readonly other: Path
}

/** What became of a run of documents. */
export interface Comparison {
  readonly documents: number
  readonly census: Census
  /** Of the questions with nothing that is refused and no field that only graphql-js answers: how many, and how many ran. */
  readonly compilable: number
  readonly compiled: number
  /** Told in sentences: what differs, for which document, in which file it is kept. */
  readonly differences: readonly string[]
}

export interface Run {
  readonly seed: number
  readonly documents: number
  /** Ends with so many differences. Default: the first. */
  readonly mostDifferences?: number
  /** Told of each question that should have been one statement and was not. */
  readonly notCompiled?: (question: Question) => void
  /** False where what is found is no defect of ours, as when one was planted. Default: true. */
  readonly keeps?: boolean
}

/** Generates documents, asks them of both paths and compares. Ends with the first difference. */
export async function compared(business: FurnishedBusiness, paths: Paths, run: Run): Promise<Comparison> {
  const { set } = business.context
  const taken: Taken = new Map()
  const census = new Census()
  const differences: string[] = []
  const most = run.mostDifferences ?? 1
  let [documents, compilable, compiled] = [0, 0, 0]
  const ask = async (person: Person, written: WrittenDocument): Promise<[Question, PathAnswer]> => {
    const question: Question = { ...written, principal: principalOf(person, business) }
    const [answer, other, told] = await parted(paths, question)
    if (told && differences.length < most) {
      const found = { ...written, set: business.key, person }
      differences.push(`${told}${(run.keeps ?? true) ? await kept(business, paths, found) : ''}`)
    }
    const features = featuresOf(set, question, answer)
    census.add([...features, ...kindsOf(person)])
    if (!features.has(executedOnly) && !features.has(refusedThere) && answer.errors.length === 0) {
      compilable += 1
      if (other.ran === 'compiled') compiled += 1
      else run.notCompiled?.(question)
    }
    return [question, answer]
  }
  const property = fc.asyncProperty(decisions, async (numbers) => {
    if (documents >= run.documents || differences.length >= most) return
    const draw = new Draw(numbers, taken)
    const person = drawPerson(draw, business)
    const principal = principalOf(person, business)
    const written = writtenDocument(draw, set, business.harvest, principal)
    if (!written) return draw.giveBack()
    documents += 1
    const [question, answer] = await ask(person, written)
    if (documents % 3 === 0 && (await isHidden(business, paths, question, answer))) census.add(['hidden row'])
    if (!draw.chance(30)) return
    // The same document again, by somebody else or with other variables: plans are shared, answers are not.
    const { variables } = written
    await ask(draw.chance(50) ? drawPerson(draw, business) : person, {
      ...written,
      variables: draw.chance(70) ? otherVariables(draw, business.harvest, variables) : variables,
    })
    await ask(person, written)
  })
  // Some documents are left out, because two of their fields do not go together.
  await fc.assert(property, {
    numRuns: Math.ceil(run.documents * 1.2) + 20,
    seed: run.seed,
    endOnFailure: true,
  })
  return { documents, census, compilable, compiled, differences }
}

/** Whether the owner sees more of the same document. */
async function isHidden(
  { context }: FurnishedBusiness,
  { reference }: Paths,
  question: Question,
  answer: PathAnswer,
): Promise<boolean> {
  const { principal } = context
  if (!principal || question.principal.role === 'owner' || answer.errors.length > 0) return false
  const whole = await reference({ ...question, principal })
  return whole.errors.length === 0 && whole.data !== answer.data
}

async function kept(business: FurnishedBusiness, paths: Paths, found: FoundDifference): Promise<string> {
  const differs = async (smaller: FoundDifference) => (await differenceOf(business, paths, smaller)) !== null
  const smallest = await reduced(found, business.context.set.schema, differs)
  const { harvest } = business
  const named = JSON.parse(harvest.named(JSON.stringify(smallest))) as FoundDifference
  return ` ${keepDifference(named)} has it: ${smallest.document} ${JSON.stringify(smallest.variables)} for ${JSON.stringify(smallest.person)}`
}

/** How the paths differ in a document that was found once; null: they no longer do. */
export async function differenceOf(
  business: FurnishedBusiness,
  paths: Paths,
  found: FoundDifference,
): Promise<string | null> {
  const { document, variables, person } = JSON.parse(
    business.harvest.unnamed(JSON.stringify(found)),
  ) as FoundDifference
  const question = { document, variables, principal: principalOf(person as Person, business) }
  const [, , told] = await parted(paths, question)
  return told
}

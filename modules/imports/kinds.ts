import type { BlueprintSet, RecordImportKind } from '../../schema/index.ts'
import {
  appointmentsKind,
  customersKind,
  defineImportKind,
  type ImportField,
  type ImportKind,
} from './reading/index.ts'
import { AppointmentsTarget } from './targets/appointments.ts'
import { CustomersTarget } from './targets/customers.ts'
import { RecordsTarget } from './targets/records.ts'
import type { ImportTarget, RunFacts } from './targets/target.ts'

/** A kind of file and what writes its rows. */
export interface InstalledKind {
  readonly kind: ImportKind
  readonly target: (run: RunFacts) => ImportTarget
}

const core: readonly InstalledKind[] = [
  { kind: customersKind, target: (run) => new CustomersTarget(run) },
  { kind: appointmentsKind, target: (run) => new AppointmentsTarget(run) },
]

const declared = new Map<RecordImportKind, InstalledKind>()

/** What a tenant with these blueprints can import. */
export function kindsOf(set: BlueprintSet): readonly InstalledKind[] {
  return [...core, ...set.blueprints.flatMap(({ importKinds }) => importKinds ?? []).map(installed)]
}

function installed(kind: RecordImportKind): InstalledKind {
  let known = declared.get(kind)
  if (!known) {
    known = { kind: readable(kind), target: (run) => new RecordsTarget(run, kind) }
    declared.set(kind, known)
  }
  return known
}

function readable({ key, title, fields }: RecordImportKind): ImportKind {
  return defineImportKind({
    key,
    title,
    // The schema knows no cell parsers; whoever declares a kind takes them from this module.
    fields: fields.map((field) => ({ ...field, parse: field.parse as ImportField['parse'] })),
  })
}

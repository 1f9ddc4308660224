/**
 * Reading of files for import: bytes to text to rows to typed values, with a stable code and a sentence in
 * both languages for whatever cannot be read. Everything here is a pure function or a generator; nothing
 * knows a database, a tenant or a clock of its own.
 */
export * from './cells/amount.ts'
export * from './cells/choice.ts'
export * from './cells/date.ts'
export * from './cells/email.ts'
export * from './cells/integer.ts'
export * from './cells/name.ts'
export * from './cells/phone.ts'
export * from './cells/text.ts'
export * from './defuse.ts'
export * from './delimiter.ts'
export * from './encoding.ts'
export * from './fold.ts'
export * from './headers.ts'
export * from './kind.ts'
export { appointmentsKind } from './kinds/appointments.ts'
export { customersKind } from './kinds/customers.ts'
export * from './limits.ts'
export * from './problem.ts'
export * from './read-row.ts'
export * from './rows.ts'
export * from './shift-weeks.ts'
export * from './survey.ts'
export * from './wall-time.ts'

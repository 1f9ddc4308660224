import { type GraphQLSchema, isObjectType } from 'graphql'
import { buildSchemaSync, getMetadataStorage } from 'type-graphql'
import { allowanceOf } from '../allow.ts'
import type { BlueprintDeclaration } from '../blueprint.ts'
import { type CodeField, type CodeFields, requirementsOf } from '../compile/code-fields.ts'
import { answerPlanned } from '../compile/planned.ts'
import { deriveObjectType, type RecordFieldResolver } from '../derive/object-type.ts'
import { deriveRootFields, type RootField } from '../derive/root-fields.ts'
import { userErrorCodes } from '../derive/shared-types.ts'
import { checkKpis } from '../kpi.ts'
import type { ModuleDeclaration } from '../module.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordClass, RecordMeta } from '../record/record-meta.ts'
import { Relations } from '../record/relations.ts'
import { refusalCodes, registerRefusals } from '../write/payload.ts'
import { refuseCollisions } from './collisions.ts'
import { Composition } from './composition.ts'
import { guarded, guardedAddition, type Rule } from './guards.ts'
import { NodeFields } from './node-fields.ts'
import { core, Owners } from './owners.ts'

/**
 * Builds the superset: every module and every installed blueprint in one schema, each element owned. Once per
 * process, because type-graphql's registry is the process's. Throws a sentence for whatever does not fit.
 */
export function compose(
  modules: readonly ModuleDeclaration[],
  blueprints: readonly BlueprintDeclaration[],
): Composition {
  const declarations = [...modules, ...blueprints]
  refuseCollisions(declarations)
  checkKpis(modules, blueprints)
  const ownerOf = (declaration: ModuleDeclaration) =>
    blueprints.some((one) => one === declaration) ? declaration.key : core
  const owners = new Owners()
  const records = new Map<RecordClass, string>()
  for (const declaration of declarations) {
    for (const record of declaration.records ?? []) {
      records.set(record, ownerOf(declaration))
      const meta = recordMeta(record)
      meta.module = declaration.key
      meta.switchable = declaration.switchable ?? true
    }
    declareRefusals(declaration, ownerOf(declaration), owners)
  }
  for (const code of refusalCodes()) userErrorCodes[code] = code

  const relations = Relations.of([...records.keys()])
  for (const meta of relations.records) {
    // The people themselves are everybody's colleagues: a part of the work is not a part of them.
    meta.divided = !meta.assignee && (!!meta.assignedBy?.length || relations.carriers(meta).length > 0)
  }
  const fieldResolvers = new Map<RecordMeta, Map<string, RecordFieldResolver>>()
  const rules = new Map<string, Rule>()
  const rootFields: RootField[] = []
  const resolvers: (new () => object)[] = [NodeFields]
  for (const [record, owner] of records) {
    const meta = recordMeta(record)
    if (meta.internal) continue
    own(owners, meta, owner, relations, records)
    fieldResolvers.set(meta, deriveObjectType(meta, relations))
    const derived = deriveRootFields(meta)
    resolvers.push(derived.resolver)
    for (const field of derived.fields) {
      owners.own(`${field.parent}.${field.name}`, owner)
      rules.set(`${field.parent}.${field.name}`, { module: meta.module, record: meta, verb: field.verb })
      rootFields.push(field)
    }
  }
  for (const declaration of declarations) resolvers.push(...(declaration.resolvers ?? []))
  ownHandWritten(owners, rules, NodeFields, core, core)
  for (const declaration of declarations) {
    for (const resolver of declaration.resolvers ?? [])
      ownHandWritten(owners, rules, resolver, ownerOf(declaration), declaration.key)
  }

  const superset = buildSchemaSync({
    resolvers: resolvers as never,
    validate: false,
    // Subscriptions bring their own iterators; type-graphql only insists that something is here.
    pubSub: {
      publish: () => undefined,
      subscribe: () => ({ [Symbol.asyncIterator]: neverIterator }) as never,
    },
  })
  attach(superset, fieldResolvers, rootFields)
  guardRoots(superset, rules)
  guardAdditions(superset, declarations)
  const codeFields = codeFieldsOf(relations)
  answerPlanned(superset, relations, codeFields)
  owners.complete(superset)
  return new Composition(superset, owners, modules, blueprints, records, rules, codeFields)
}

function declareRefusals(declaration: ModuleDeclaration, owner: string, owners: Owners): void {
  if (!declaration.refusals) return
  registerRefusals(declaration.refusals)
  for (const code of Object.keys(declaration.refusals)) owners.own(`UserErrorCode.${code}`, owner)
}

function own(
  owners: Owners,
  meta: RecordMeta,
  owner: string,
  relations: Relations,
  records: ReadonlyMap<RecordClass, string>,
): void {
  for (const suffix of ['', 'Connection', 'Edge', 'Filter', 'Order', 'OrderField'])
    owners.own(`${meta.name}${suffix}`, owner)
  for (const attribute of meta.attributes.values()) {
    if (attribute.choice) owners.own(attribute.choice.name, owner)
  }
  for (const inverse of relations.inverses(meta)) {
    owners.own(`${meta.name}.${inverse.name}`, records.get(inverse.record.class) ?? owner)
  }
}

/** Root fields and added fields of a hand-written resolver class belong to its declarer. */
function ownHandWritten(
  owners: Owners,
  rules: Map<string, Rule>,
  resolver: unknown,
  owner: string,
  module: string,
): void {
  const storage = getMetadataStorage()
  const roots = { Query: storage.queries, Mutation: storage.mutations, Subscription: storage.subscriptions }
  for (const [parent, fields] of Object.entries(roots)) {
    for (const field of fields) {
      if (field.target !== resolver) continue
      const coordinate = `${parent}.${field.schemaName}`
      const allowance = allowanceOf(resolver, field.methodName)
      if (!allowance)
        throw new Error(`${coordinate} does not say who may call it: put @Allow on ${field.methodName}.`)
      owners.own(coordinate, owner)
      rules.set(coordinate, { module, verb: parent === 'Mutation' ? 'act' : 'see', allowance })
    }
  }
  for (const field of storage.fieldResolvers) {
    if (field.target !== resolver || field.kind !== 'external' || !field.getObjectType) continue
    const type = storage.objectTypes.find((one) => one.target === field.getObjectType?.())
    if (type) owners.own(`${type.name}.${field.schemaName}`, owner)
  }
}

function attach(
  schema: GraphQLSchema,
  fieldResolvers: ReadonlyMap<RecordMeta, ReadonlyMap<string, RecordFieldResolver>>,
  rootFields: readonly RootField[],
): void {
  for (const [meta, resolvers] of fieldResolvers) {
    const type = schema.getType(meta.name)
    if (!isObjectType(type)) throw new Error(`${meta.name} is missing from the schema.`)
    const fields = type.getFields()
    for (const [name, resolve] of resolvers) {
      const field = fields[name]
      if (field) field.resolve = resolve
    }
  }
  for (const { parent, name, resolve } of rootFields) {
    const field = (parent === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields()[name]
    if (field) field.resolve = resolve
  }
}

function guardRoots(schema: GraphQLSchema, rules: ReadonlyMap<string, Rule>): void {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const coordinate = `${root?.name}.${field.name}`
      const rule = rules.get(coordinate)
      if (!rule) throw new Error(`${coordinate} does not say who may call it.`)
      if (field.subscribe) field.subscribe = guarded(rule, coordinate, field.subscribe)
      else if (field.resolve) field.resolve = guarded(rule, coordinate, field.resolve)
    }
  }
}

/** Fields that hand-written classes add to types go with the module that adds them. */
function guardAdditions(schema: GraphQLSchema, declarations: readonly ModuleDeclaration[]): void {
  const storage = getMetadataStorage()
  for (const { key, switchable = true, resolvers = [] } of declarations) {
    for (const added of storage.fieldResolvers) {
      if (!switchable || added.kind !== 'external' || !resolvers.some((one) => one === added.target)) continue
      const owner = storage.objectTypes.find((one) => one.target === added.getObjectType?.())
      const type = owner && schema.getType(owner.name)
      const field = isObjectType(type) ? type.getFields()[added.schemaName ?? added.methodName] : undefined
      if (field?.resolve) field.resolve = guardedAddition(key, field.resolve)
    }
  }
}

/** Fields that resolver classes add to records, with the attributes that they say they look at. */
function codeFieldsOf(relations: Relations): CodeFields {
  const fields = new Map<string, CodeField>()
  const storage = getMetadataStorage()
  for (const added of storage.fieldResolvers) {
    const type = storage.objectTypes.find((one) => one.target === added.getObjectType?.())
    if (added.kind !== 'external' || !type || !relations.byName.has(type.name)) continue
    const name = added.schemaName ?? added.methodName
    if (relations.byName.get(type.name)?.hangsOn?.field === name) continue
    fields.set(`${type.name}.${name}`, { requires: requirementsOf(added.target, added.methodName) })
  }
  return fields
}

function neverIterator(): AsyncIterator<never> {
  return { next: () => Promise.resolve({ done: true, value: undefined }) }
}

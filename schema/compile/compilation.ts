import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { Principal } from '../principal.ts'
import { mayRead, selectList } from '../read/columns.ts'
import type { PageArguments } from '../read/list.ts'
import { reachSql } from '../read/reach.ts'
import { Template } from '../read/statement.ts'
import { type Attribute, valueKind } from '../record/attribute.ts'
import { attributeOf, recordMeta } from '../record/record.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { Relations } from '../record/relations.ts'
import { slottedArguments } from './arguments.ts'
import { attributeText } from './attribute-text.ts'
import { type CodeFields, codeMark, healthBehind, type SplicedField } from './code-fields.ts'
import type { Source } from './compiled-field.ts'
import type { WrittenField } from './field-json.ts'
import { hidden, JsonText, jsonLiteral, jsonObject, neverNull } from './json-text.ts'
import { closeMark, healthMark, idMark, sourceMark } from './marks.ts'
import { NotCompiled } from './not-compiled.ts'
import { pageJson } from './page-json.ts'
import { RowScope, type Scope } from './scope.ts'
import type { Selection } from './selection.ts'

/** What a compilation knows of the tenant's product and of who asks. */
export interface CompileSetting {
  readonly relations: Relations
  readonly principal: Principal
  readonly codeFields: CodeFields
}

/**
 * One statement in the making: a selection of records becomes SQL that yields its JSON. With `forExecutor` the JSON is
 * read by graphql-js, which needs the name of each object's type, and the row for what it computes itself.
 */
export class Compilation {
  readonly statement = new Template()
  /** Code fields whose values are put into the text once it is there, by the number in their mark. */
  readonly spliced: SplicedField[] = []
  /** Records that are marked where health data is shown of them. */
  readonly health = new Set<RecordMeta>()
  /** Fields that are written from sources, by the number in their mark. */
  readonly written: WrittenField[] = []
  readonly #sources: Source[] = []

  constructor(
    readonly setting: CompileSetting,
    readonly selection: Selection,
    readonly forExecutor: boolean,
  ) {}

  typeOf(meta: { readonly name: string }): GraphQLObjectType {
    const type = this.selection.schema.getType(meta.name)
    if (!isObjectType(type)) throw new NotCompiled(`${meta.name} is not in this schema.`)
    return type
  }

  /** Members of an object, whatever its type; `text` says how the value of a field is written. */
  object(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    text: (field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]) => JsonText,
    more: readonly (readonly [string, JsonText])[] = [],
  ): JsonText {
    const members: (readonly [string, JsonText])[] = []
    if (this.forExecutor) members.push(['@', jsonLiteral(type.name)], ...more)
    for (const [key, fieldNodes] of this.selection.fields(type, nodes)) {
      const name = fieldNodes[0]?.name.value ?? ''
      const field = type.getFields()[name]
      if (name === '__typename') members.push([key, jsonLiteral(type.name)])
      else if (field) members.push([key, text(field, fieldNodes)])
    }
    return jsonObject(members)
  }

  /** A row of a record with the fields that are selected of it. */
  record(meta: RecordMeta, nodes: readonly FieldNode[], scope: Scope): JsonText {
    const type = this.typeOf(meta)
    const fields = [...this.selection.fields(type, nodes).values()].map(([node]) => node?.name.value ?? '')
    const code =
      this.forExecutor && fields.some((field) => this.setting.codeFields.has(`${meta.name}.${field}`))
    const more: [string, JsonText][] = code ? [['@row', this.#wholeRow(meta, scope)]] : []
    const text = this.object(
      type,
      nodes,
      (field, fieldNodes) => this.#field(meta, field, fieldNodes, scope),
      more,
    )
    const { codeFields, principal } = this.setting
    const isHealth = fields
      .flatMap((field) => healthBehind(meta, field, codeFields))
      .some((attribute) => mayRead(attribute, principal))
    return isHealth ? this.healthMark(meta, scope).append(text) : text
  }

  /** To stand anywhere in the text where health data of the row is shown. */
  healthMark(meta: RecordMeta, scope: Scope): JsonText {
    this.health.add(meta)
    return new JsonText().literal(`${healthMark}${meta.prefix}_`).sql(scope.read((row) => `${row}.id`))
  }

  /** The record behind a UUID, as an SQL expression that is null when there is none that the viewer may see. */
  recordById(meta: RecordMeta, nodes: readonly FieldNode[], uuid: string): string {
    const { statement, setting } = this
    const row = statement.alias()
    const reach = reachSql(meta, 'see', row, setting.principal, setting.relations, statement)
    const where = [`${row}.tenant_id = ${statement.tenant}`, `${row}.id = ${uuid}`, reach]
    const json = this.record(meta, nodes, new RowScope(row)).toSql()
    return `(select ${neverNull(json)} from ${meta.table} ${row} where ${where.filter((part) => part !== 'true').join(' and ')})`
  }

  /** The place of a source among those of the statement. */
  sourceNumber(source: Source): number {
    const known = this.#sources.indexOf(source)
    return known === -1 ? this.#sources.push(source) - 1 : known
  }

  /** What fields are written from, to stand behind the answer. To be called last. */
  sources(): JsonText {
    const text = new JsonText()
    for (const source of this.#sources)
      text.literal(sourceMark).sql(`coalesce(${source.toSql()}, '')`).literal(closeMark)
    return text
  }

  /** Arguments of a field, with slots for values of variables. */
  arguments(
    field: GraphQLField<unknown, unknown>,
    [node]: readonly FieldNode[],
  ): PageArguments & {
    readonly [name: string]: unknown
  } {
    return node ? slottedArguments(field, node, this.selection.variables) : {}
  }

  #field(
    meta: RecordMeta,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    scope: Scope,
  ): JsonText {
    const codeField = this.setting.codeFields.get(`${meta.name}.${field.name}`)
    // Where graphql-js executes, it computes the field from the row beside it.
    if (codeField && this.forExecutor) return jsonLiteral(null)
    if (codeField) return codeMark(this, { meta, codeField, field, nodes }, scope)
    if (field.name === 'id') {
      const id = scope.read((row) => `${row}.id`)
      return new JsonText()
        .literal(`"${meta.prefix}_${idMark}`)
        .sql(`encode(uuid_send(${id}), 'base64')`)
        .literal('"')
    }
    const attribute = meta.attributes.get(field.name)
    if (attribute?.reference) return this.#reference(attribute, field, nodes, scope)
    if (attribute && valueKind(attribute) === 'translated') return this.#translated(attribute, nodes, scope)
    if (attribute) return attributeText(attribute, scope, this.setting.principal)
    if (meta.hangsOn?.field === field.name) return this.#holder(meta, meta.hangsOn, nodes, scope)
    const inverse = this.setting.relations.inverses(meta).find(({ name }) => name === field.name)
    if (!inverse) throw new NotCompiled(`${meta.name}.${field.name} is not a part of the record.`)
    this.#refuseSwitchedOff(inverse.record)
    const parent = scope.read((row) => `${row}.id`)
    const within = { column: inverse.reference.column, parent }
    return pageJson(this, { meta: inverse.record, args: this.arguments(field, nodes), within }, nodes)
  }

  #reference(
    attribute: Attribute,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    scope: Scope,
  ): JsonText {
    const { target } = attribute.reference ?? {}
    const meta = recordMeta((target as NonNullable<typeof target>)())
    this.#refuseSwitchedOff(meta)
    const found = this.recordById(
      meta,
      nodes,
      scope.read((row) => `${row}.${attribute.column}`),
    )
    return new JsonText().sql(`coalesce(${found}, ${isNonNullType(field.type) ? hidden : "'null'"})`)
  }

  /** What the row hangs on, a record of any kind. */
  #holder(
    meta: RecordMeta,
    hangsOn: NonNullable<RecordMeta['hangsOn']>,
    nodes: readonly FieldNode[],
    scope: Scope,
  ): JsonText {
    const [type, uuid] = [hangsOn.type, hangsOn.uuid].map((name) =>
      scope.read((row) => `${row}.${attributeOf(meta, name).column}`),
    )
    const ways = this.setting.relations.records
      .filter((target) => !target.internal && !target.hangsOn)
      .map((target) => `when '${target.name}' then ${this.recordById(target, nodes, `${uuid}::uuid`)}`)
    return new JsonText().sql(`coalesce(case ${type} ${ways.join(' ')} end, 'null')`)
  }

  #translated(attribute: Attribute, nodes: readonly FieldNode[], scope: Scope): JsonText {
    const value = scope.read((row) => `${row}.${attribute.column}`)
    const text = this.object(this.typeOf({ name: 'TranslatedText' }), nodes, ({ name }) =>
      new JsonText().sql(`coalesce(to_json(${value}->>'${name}')::text, ${hidden})`),
    )
    if (!attribute.optional) return text
    return new JsonText().sql(`case when ${value} is null then 'null' else ${text.toSql()} end`)
  }

  #wholeRow(meta: RecordMeta, scope: Scope): JsonText {
    const row = scope.read((alias) => {
      const columns = selectList(meta, alias, this.setting.principal)
      return `(select row_to_json(w)::text from (select ${columns}) w)`
    })
    return new JsonText().sql(row)
  }

  /** Asking for it is an error as soon as there is a row. */
  #refuseSwitchedOff({ module }: RecordMeta): void {
    if (this.setting.principal.switchedOff.has(module)) throw new NotCompiled(`${module} is switched off.`)
  }
}

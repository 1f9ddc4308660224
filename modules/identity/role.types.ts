import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { type Lookup, payloadOf, TranslatedText, versionedInput } from '../../schema/index.ts'
import { Membership } from './membership.ts'
import { Role } from './role.ts'

export const PermissionReach = { NONE: 'NONE', OWN: 'OWN', TEAM: 'TEAM', ALL: 'ALL' } as const
registerEnumType(PermissionReach, {
  name: 'PermissionReach',
  description:
    'Nothing, what is assigned to the person, what is assigned to their department, or everything.',
})
type ReachName = keyof typeof PermissionReach

@ObjectType({ simpleResolvers: true, description: 'One line of the permissions.' })
export class PermissionModule {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => Boolean, { description: 'Switched off for everybody just now, or not in the plan.' })
  isOff!: boolean

  @Field(() => [PermissionReach], { description: 'What can be chosen for seeing, narrowest first.' })
  see!: ReachName[]

  @Field(() => [PermissionReach], { description: 'What can be chosen for acting, narrowest first.' })
  act!: ReachName[]
}

@ObjectType({ simpleResolvers: true, description: 'How far one role reaches into one module.' })
export class RolePermission {
  @Field(() => String, { description: 'Key of the module.' })
  module!: string

  @Field(() => PermissionReach)
  see!: ReachName

  @Field(() => PermissionReach)
  act!: ReachName

  @Field(() => PermissionReach, { description: 'What applies where nothing is set.' })
  seeDeclared!: ReachName

  @Field(() => PermissionReach, { description: 'What applies where nothing is set.' })
  actDeclared!: ReachName
}

@ObjectType({ simpleResolvers: true, description: 'One column of the permissions.' })
export class PermissionRole {
  @Field(() => Role)
  role!: Lookup

  @Field(() => TranslatedText, {
    description: "A built-in role's name in both languages; an own one's as it was entered.",
  })
  title!: TranslatedText

  @Field(() => Boolean, { description: 'True for the owner, who may always do everything.' })
  locked!: boolean

  @Field(() => Int, { description: 'Active members with this role.' })
  people!: number

  @Field(() => [RolePermission], { description: 'In the order of `modules`.' })
  cells!: RolePermission[]
}

@ObjectType({ simpleResolvers: true, description: 'What every role may see and do, module by module.' })
export class Permissions {
  @Field(() => [PermissionModule])
  modules!: PermissionModule[]

  @Field(() => [PermissionRole], { description: 'The built-in roles first.' })
  roles!: PermissionRole[]
}

@InputType()
export class RolePermissionInput {
  @Field(() => String, { description: 'Key of the module.' })
  module!: string

  @Field(() => PermissionReach, { nullable: true, description: 'Left out: as it is.' })
  see?: ReachName | null

  @Field(() => PermissionReach, { nullable: true, description: 'Left out: as it is.' })
  act?: ReachName | null
}

@InputType()
export class SetRolePermissionsInput extends versionedInput('SetRolePermissionsBase') {
  declare id: string
  declare version: number

  @Field(() => [RolePermissionInput], { description: 'The cells that change; the others stay.' })
  cells!: RolePermissionInput[]
}

@InputType()
export class ArchiveRoleInput extends versionedInput('ArchiveRoleBase') {
  declare id: string
  declare version: number
}

@InputType()
export class AssignRoleInput {
  @Field(() => ID, { description: 'Whose role it becomes.' })
  memberId!: string

  @Field(() => Int, { description: 'The version of the member that the change was made from.' })
  version!: number

  @Field(() => ID, { description: 'A built-in role or one of the business.' })
  roleId!: string
}

@InputType()
export class AssignDepartmentInput {
  @Field(() => ID)
  memberId!: string

  @Field(() => Int, { description: 'The version of the member that the change was made from.' })
  version!: number

  @Field(() => ID, { nullable: true, description: 'Left out: none.' })
  departmentId?: string | null
}

export const SetRolePermissionsPayload = payloadOf(Role, 'SetRolePermissionsPayload')
export const ArchiveRolePayload = payloadOf(Role, 'ArchiveRolePayload')
export const AssignRolePayload = payloadOf(Membership, 'AssignRolePayload')
export const AssignDepartmentPayload = payloadOf(Membership, 'AssignDepartmentPayload')

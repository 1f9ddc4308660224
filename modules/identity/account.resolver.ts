import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { Allow, AnswersSecret, type Payload, type RequestContext } from '../../schema/index.ts'
import { changePassword } from './change-password.ts'
import { confirmSignUp } from './confirm-sign-up.ts'
import * as passwords from './password.types.ts'
import { requestPasswordReset, resetPassword } from './reset-password.ts'
import { signUp } from './sign-up.ts'
import * as types from './sign-up.types.ts'

/** Accounts: opening one, and its password. */
@Resolver()
export class AccountResolver {
  @Mutation(() => types.SignUpPayload, {
    description:
      'Opens a business of one’s own. Does not tell whether an address has an account where mail is sent.',
  })
  @Allow('public')
  @AnswersSecret()
  signUp(
    @Arg('input', () => types.SignUpInput) input: types.SignUpInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return signUp(context, input)
  }

  @Mutation(() => types.ConfirmSignUpPayload, {
    description: 'Completes a sign-up with the link that was mailed, and starts a session.',
  })
  @Allow('public')
  @AnswersSecret()
  confirmSignUp(
    @Arg('input', () => types.ConfirmSignUpInput) input: types.ConfirmSignUpInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return confirmSignUp(context, input)
  }

  @Mutation(() => passwords.RequestPasswordResetPayload, {
    description:
      'Has a link for a new password mailed. The answer is the same for an address that nobody has.',
  })
  @Allow('public')
  requestPasswordReset(
    @Arg('input', () => passwords.RequestPasswordResetInput) input: passwords.RequestPasswordResetInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return requestPasswordReset(context, input)
  }

  @Mutation(() => passwords.ResetPasswordPayload, {
    description: 'Sets a new password with the link; every session of the person ends and one begins.',
  })
  @Allow('public')
  @AnswersSecret()
  resetPassword(
    @Arg('input', () => passwords.ResetPasswordInput) input: passwords.ResetPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return resetPassword(context, input)
  }

  @Mutation(() => passwords.ChangePasswordPayload, {
    description: 'Sets a new password for whoever knows the present one; their other sessions end.',
  })
  @Allow('signed-in')
  changePassword(
    @Arg('input', () => passwords.ChangePasswordInput) input: passwords.ChangePasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return changePassword(context, input)
  }
}

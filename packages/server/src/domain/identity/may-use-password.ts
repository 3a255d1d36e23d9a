import { AppError } from '../../platform/errors.ts'
import type { User } from './types.ts'

/** Whether a person signs in with a password: where members use an identity provider only, administrators still may. */
export const mayUsePassword = ({ organization }: Pick<User, 'organization'>): boolean =>
  organization === null || organization.passwordSignIn || organization.role === 'admin'

/** Throws `forbidden` (`password_sign_in_off`) for those who may not. Asked after the password was right: before, it would tell who has an account. */
export function requireMayUsePassword(user: Pick<User, 'organization'>): void {
  if (mayUsePassword(user)) return
  throw new AppError('forbidden', 'Your organization signs in with its identity provider, not with passwords. Go back and choose it on the sign-in page.', {
    reason: 'password_sign_in_off',
  })
}

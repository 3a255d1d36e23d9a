import type { Action, Target } from './actions.ts'
import type { UserActor } from './actor.ts'

export type Decision = { allowed: true } | { allowed: false; because: string }

/** The only yes or no in the house. Pure. `because` answers "why can't she?". */
export declare function decide(actor: UserActor, action: Action, target: Target): Decision

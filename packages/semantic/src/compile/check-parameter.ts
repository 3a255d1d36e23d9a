import { outsideCode } from '../plan/code-places.ts'
import { parameterReference } from '../plan/sql-template.ts'
import { shownNames, suggest } from '../problems/suggest.ts'
import type { ExploreScope } from './explore-scope.ts'
import type { Failure } from './failure.ts'
import { failed, type Origin } from './find-reference.ts'

/** Why `written`, a parameter by name, cannot stand in the SQL at `origin`; `undefined` when it can. */
export function parameterFailure(scope: ExploreScope, origin: Origin, name: string, written: string, sql: string): Failure | undefined {
  const { parameters, projectParameters } = scope
  if (parameters.has(name)) {
    const quoted = outsideCode(scope.dialect, sql, parameterReference)
    if (quoted === undefined) return undefined
    return failed(origin, {
      code: 'model.quoted_parameter',
      message: `${quoted} in ${origin.owner} stands in quotes or in a comment.`,
      hint: `Write ${quoted} without quotes: its value brings its own.`,
    }).failure
  }
  const [model = ''] = name.split('.')
  if (projectParameters.all.has(name)) {
    return failed(
      origin,
      {
        code: 'model.unknown_parameter',
        message: `${written} in ${origin.owner} is a parameter of ${model}, which is not joined in explore ${scope.explore}.`,
        hint: `Join ${model} to ${scope.explore}, or define the parameter for the project in lightdash.config.yml.`,
      },
      true,
    ).failure
  }
  const ofModel = [...projectParameters.all].find((known) => known.endsWith(`.${name}`))
  return failed(origin, {
    code: 'model.unknown_parameter',
    message: `${written} in ${origin.owner} is not a parameter.`,
    hint:
      ofModel === undefined
        ? suggest(
            name,
            parameters.keys(),
            parameters.size === 0 ? 'Define it under parameters: of the model or of lightdash.config.yml.' : `Use one of ${shownNames(parameters.keys())}.`,
          )
        : `It is one of a model: write \${ld.parameters.${ofModel}}.`,
  }).failure
}

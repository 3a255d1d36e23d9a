import type { TFunction } from 'i18next'
import type { ContractChange } from '../../api/endpoint-drafts.ts'

/** What callers would notice, in one sentence. */
export function changeText(t: TFunction, change: ContractChange): string {
  switch (change.kind) {
    case 'column_removed':
    case 'column_added':
    case 'column_renamed':
    case 'column_retyped':
      return t(`endpointLife.changes.${change.kind}`, change)
    case 'answer_reshaped':
      return t('endpointLife.changes.answer_reshaped', change)
    case 'columns_moved':
      return t('endpointLife.changes.columns_moved')
    case 'variable_removed':
    case 'variable_added':
    case 'variable_required':
    case 'variable_optional':
      return t(`endpointLife.changes.${change.kind}`, change)
    case 'variable_retyped':
      return t('endpointLife.changes.variable_retyped', {
        variable: change.variable,
        from: t(`endpoints.types.${change.from}`),
        to: t(`endpoints.types.${change.to}`),
      })
    case 'fewer_rows':
      return t('endpointLife.changes.fewer_rows', change)
  }
}

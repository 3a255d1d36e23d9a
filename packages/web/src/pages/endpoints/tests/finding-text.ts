import type { EndpointExpectation } from '@atrium/documents'
import type { TFunction } from 'i18next'
import type { TestFinding } from '../../../api/endpoint-tests.ts'

/** What does not hold, in one sentence. `expectation`: what it is of, where it is of one. */
export function findingText(t: TFunction, finding: TestFinding, expectation: EndpointExpectation | undefined): string {
  switch (finding.kind) {
    case 'answer_failed':
      return t(expectation?.kind === 'error' ? 'endpointTests.findings.other_error' : 'endpointTests.findings.answer_failed', { message: finding.message })
    case 'timed_out':
      return t('endpointTests.findings.timed_out', { seconds: finding.seconds })
    case 'cut':
      return t('endpointTests.findings.cut', { count: finding.rows })
    case 'column_missing':
      return t('endpointTests.findings.column_missing', { column: finding.column, has: finding.has.join(', ') })
    case 'row_count':
      return t('endpointTests.findings.row_count', { count: finding.rows })
    case 'columns':
      return t('endpointTests.findings.columns', { columns: finding.columns.map(({ name, type }) => `${name} (${type})`).join(', ') })
    case 'empty_values':
    case 'out_of_bounds':
      return t(`endpointTests.findings.${finding.kind}`, { column: finding.column, count: finding.count })
    case 'duplicates':
      return t('endpointTests.findings.duplicates', { columns: finding.columns.join(', '), count: finding.count })
    case 'other_values':
      return t('endpointTests.findings.other_values', { column: finding.column, count: finding.count, values: finding.values.map(shown).join(', ') })
    case 'not_comparable':
      return t('endpointTests.findings.not_comparable', { column: finding.column, value: shown(finding.value) })
    case 'total':
      return finding.expected === null
        ? t('endpointTests.findings.no_total', { column: finding.column, got: finding.got })
        : t('endpointTests.findings.total', { column: finding.column, got: finding.got, expected: finding.expected })
    case 'rows':
      return t('endpointTests.findings.rows', { got: finding.gotRows, expected: finding.expectedRows })
    case 'too_slow':
      return t('endpointTests.findings.too_slow', { count: finding.milliseconds })
    case 'no_error':
      return t('endpointTests.findings.no_error')
  }
}

/** A value as people read it. */
export const shown = (value: unknown): string => (value === null ? '∅' : typeof value === 'string' ? value : JSON.stringify(value))

/** What is expected, in one sentence. */
export function expectationText(t: TFunction, expectation: EndpointExpectation): string {
  switch (expectation.kind) {
    case 'row_count': {
      const { atLeast, atMost } = expectation
      if (atLeast === atMost) return t('endpointTests.expects.rows_exactly', { count: atLeast ?? 0 })
      if (atMost === undefined) return t('endpointTests.expects.rows_least', { count: atLeast ?? 0 })
      return atLeast === undefined
        ? t('endpointTests.expects.rows_most', { count: atMost })
        : t('endpointTests.expects.rows_between', { least: atLeast, most: atMost })
    }
    case 'columns':
      return t('endpointTests.expects.columns', { columns: expectation.columns.map(({ name }) => name).join(', ') })
    case 'not_null':
      return t('endpointTests.expects.not_null', { column: expectation.column })
    case 'unique':
      return t('endpointTests.expects.unique', { columns: expectation.columns.join(' + ') })
    case 'accepted_values':
      return t('endpointTests.expects.accepted_values', { column: expectation.column, values: expectation.values.map(String).join(', ') })
    case 'between': {
      const { column, least, most } = expectation
      if (most === undefined) return t('endpointTests.expects.at_least', { column, least: least ?? '' })
      return least === undefined ? t('endpointTests.expects.at_most', { column, most }) : t('endpointTests.expects.between', { column, least, most })
    }
    case 'total': {
      const { column, equals } = expectation
      return typeof equals === 'number'
        ? t('endpointTests.expects.total', { column, equals })
        : t('endpointTests.expects.total_metric', { column, metric: equals.metric })
    }
    case 'rows':
      return t('endpointTests.expects.these_rows', { count: expectation.rows.length })
    case 'within':
      return t('endpointTests.expects.within', { count: expectation.milliseconds })
    case 'error':
      return t('endpointTests.expects.error', { error: t(`endpointTests.errors.${expectation.error}`) })
  }
}

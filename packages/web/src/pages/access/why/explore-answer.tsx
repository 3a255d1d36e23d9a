import { Fragment } from 'react'
import { Code, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ExploreExplained, Needs } from '../../../api/explanations.ts'

/** Hidden fields that are named; the rest are counted. */
const most = 20

const wrapped = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const

/** What user attributes take away from an explore for a person: all of it, fields, rows. */
export function ExploreAnswer({ explore: { label, closedBy, hidden, rows } }: { explore: ExploreExplained }) {
  const { t } = useTranslation()
  const isWhole = closedBy === null && hidden.length === 0 && rows.length === 0
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('why.explore', { label })}
      </Text>
      {isWhole && <Text size="sm">{t('why.whole')}</Text>}
      {closedBy !== null && (
        <Text size="sm">
          {t('why.closedBy')} <NeedsText needs={closedBy} />
        </Text>
      )}
      {hidden.length > 0 && (
        <>
          <Text size="sm">{t('why.hidden', { count: hidden.length })}</Text>
          <List size="sm">
            {hidden.slice(0, most).map(({ table, field, needs }) => (
              <List.Item key={`${table} ${field ?? ''}`}>
                {field === null ? table : `${table} · ${field}`} (<NeedsText needs={needs} />)
              </List.Item>
            ))}
            {hidden.length > most && <List.Item>{t('why.more', { count: hidden.length - most })}</List.Item>}
          </List>
        </>
      )}
      {rows.map((rule) => (
        <Fragment key={rule.table}>
          <Text size="sm">{t('refused' in rule ? 'why.rowsRefused' : 'why.rows', { table: rule.label })}</Text>
          <Code block style={wrapped}>
            {'refused' in rule ? rule.refused : rule.sql}
          </Code>
        </Fragment>
      ))}
    </div>
  )
}

function NeedsText({ needs: { all, any } }: { needs: Needs }) {
  const { t } = useTranslation()
  const textOf = ({ name, values }: Needs['all'][number]): string => `${name} = ${values.join(t('why.or'))}`
  const parts = [...all.map(textOf), ...(any.length === 0 ? [] : [any.map(textOf).join(t('why.or'))])]
  return t('why.needs', { needs: parts.join(t('why.and')) })
}

import type { EndpointExpectation } from '@atrium/documents'
import { Group, Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TestedAnswer } from '../../../api/endpoint-tests.ts'
import type { EndpointVariable } from '../../../api/endpoints.ts'
import { RemoveButton } from '../../../components/remove-button.tsx'
import { ExpectationFields } from './expectation-fields.tsx'

type Props = {
  projectUuid: string
  expectation: EndpointExpectation
  /** What is answered now; null: not known. */ answer: TestedAnswer | null
  variables: readonly EndpointVariable[]
  onChange: (expectation: EndpointExpectation) => void
  onRemove: () => void
  /** How it went. */ children: ReactNode
}

/** One expectation, to be changed or removed. */
export function ExpectationCard({ onRemove, children, ...fields }: Props) {
  const { t } = useTranslation()
  const what = t(`endpointTests.kinds.${fields.expectation.kind}`)
  return (
    <Paper withBorder radius="sm" p="xs" role="group" aria-label={what}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="sm" fw={550}>
          {what}
        </Text>
        <RemoveButton label={t('endpointTests.removeExpectation', { what })} onClick={onRemove} />
      </Group>
      <ExpectationFields {...fields} />
      {children}
    </Paper>
  )
}

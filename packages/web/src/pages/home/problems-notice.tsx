import { Alert, Code, List, Text } from '@mantine/core'
import type { Problem } from '@atrium/semantic'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const shown = 5

/** What is wrong in the model files, with place and mend; nothing when all is well. */
export function ProblemsNotice({ problems }: { problems: Problem[] }) {
  const { t } = useTranslation()
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return null
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle size={20} />} title={t('home.problems', { count: errors.length })}>
      <List size="sm" spacing={4}>
        {errors.slice(0, shown).map((problem) => (
          <List.Item key={`${problem.file}:${problem.line}:${problem.column}:${problem.code}:${problem.message}`}>
            <Code>
              {problem.file}:{problem.line}
            </Code>{' '}
            {problem.message}
            {problem.hint !== '' && (
              <Text size="xs" c="dimmed">
                {problem.hint}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
      {errors.length > shown && <Text size="sm">{t('home.moreProblems', { count: errors.length - shown })}</Text>}
    </Alert>
  )
}

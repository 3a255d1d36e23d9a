import { Code, List, Text, UnstyledButton } from '@mantine/core'
import type { Problem } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../../components/link-to.tsx'
import { paths } from '../../shell/paths.ts'

type Props = {
  projectUuid: string
  problems: readonly Problem[]
  /** Given: the place is a line of the open file. */ onGo?: (line: number) => void
  most?: number
}

/** What is wrong, where, why, and the mend. */
export function ProblemList({ projectUuid, problems, onGo, most = 50 }: Props) {
  const { t } = useTranslation()
  return (
    <List size="sm" spacing={6} listStyleType="none">
      {problems.slice(0, most).map((problem, index) => (
        <List.Item key={index}>
          {onGo === undefined ? (
            <LinkTo href={paths.develop(projectUuid, { file: problem.file })}>
              <Code>
                {problem.file}:{problem.line}
              </Code>
            </LinkTo>
          ) : (
            <UnstyledButton onClick={() => onGo(problem.line)} fz="xs" td="underline">
              {t('develop.problemAt', { line: problem.line })}
            </UnstyledButton>
          )}{' '}
          <Text span size="sm" c={problem.severity === 'error' ? 'var(--mantine-color-text)' : 'dimmed'}>
            {problem.severity === 'error' ? '● ' : '○ '}
            {problem.message}
          </Text>
          {problem.hint !== '' && (
            <Text size="xs" c="dimmed">
              {problem.hint}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  )
}

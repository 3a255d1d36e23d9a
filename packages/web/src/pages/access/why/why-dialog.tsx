import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../api/explanations.ts'
import { WhyAnswer } from './why-answer.tsx'

/** Says of one person why they can or cannot see one thing. */
export function WhyDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('why.title')} size="lg">
      <WhyAnswer question={question} />
    </Modal>
  )
}

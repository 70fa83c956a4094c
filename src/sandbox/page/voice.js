import { t } from './texts.js'
import { toast } from './toasts.js'

const RATE = 8000

/** Two seconds of a soft tone, as WAV: stands in where there is no microphone. */
function sampleRecording() {
  const samples = RATE * 2
  const view = new DataView(new ArrayBuffer(44 + samples))
  const write = (at, text) =>
    [...text].forEach((letter, index) => void view.setUint8(at + index, letter.charCodeAt(0)))
  write(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  write(36, 'data')
  view.setUint32(40, samples, true)
  for (let index = 0; index < samples; index++) {
    view.setUint8(44 + index, 128 + Math.round(40 * Math.sin((index / RATE) * 2 * Math.PI * 330)))
  }
  return new File([view.buffer], 'voice.wav', { type: 'audio/wav' })
}

async function microphone() {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch {
    toast(t('noMicrophone'))
    return undefined
  }
}

/** Begins to record; `stop` ends it, and `done` resolves with the file and its length. Without a microphone it is a sample at once. */
export async function recordVoice() {
  const stream = navigator.mediaDevices ? await microphone() : undefined
  if (!stream) {
    return { stop: () => undefined, done: Promise.resolve({ file: sampleRecording(), seconds: 2 }) }
  }
  const recorder = new MediaRecorder(stream)
  const chunks = []
  const began = performance.now()
  recorder.addEventListener('dataavailable', (event) => chunks.push(event.data))
  const done = new Promise((resolve) => {
    recorder.addEventListener('stop', () => {
      for (const track of stream.getTracks()) track.stop()
      const seconds = Math.max(1, Math.round((performance.now() - began) / 1000))
      resolve({ file: new File(chunks, 'voice.webm', { type: recorder.mimeType }), seconds })
    })
  })
  recorder.start()
  return { stop: () => recorder.stop(), done }
}

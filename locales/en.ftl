# Cunxun's words: one section a feature, keys start with the feature's name. Plain, warm and exact.

## ─── General ───

text-missing = This sentence has not been written yet. We will add it.

## ─── Conversations and errors ───

fault-apology = That did not work. The fault is ours, and nothing you said is lost. Please try again in a while. If you ask about it, give this number: { $reference }

## ─── People and units ───

## ─── Notices ───

## ─── Prices ───

## ─── End ───

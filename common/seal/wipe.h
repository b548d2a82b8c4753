/* Memory whose content must not outlive it. For common/seal only. */
#ifndef SEAL_WIPE_H
#define SEAL_WIPE_H

/* Zeroes this talloc block, whole, when it is freed or the memory it belongs to goes. */
void wipe_with(void *block);

#endif

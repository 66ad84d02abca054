// libFuzzer's entry and the memory that is in use, by the address sanitizer.
#ifndef CLIBFUZZER_H
#define CLIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

// Runs the fuzzer with its own arguments; it hands every input to `run`.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*run)(const uint8_t *data, size_t size));

// Counts what is allocated from now on. To be called once.
void fuzz_memory_install(void);
// Forgets what was counted.
void fuzz_memory_start(void);
// The most bytes that were in use at one time since the start, beyond what was in use then.
size_t fuzz_memory_peak(void);

#endif

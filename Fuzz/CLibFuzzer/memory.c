#include "CLibFuzzer.h"

#include <sanitizer/allocator_interface.h>
#include <stdatomic.h>

static _Atomic long used;
static _Atomic long peak;

static void allocated(const volatile void *block, size_t size) {
  (void)block;
  long now = atomic_fetch_add(&used, (long)size) + (long)size;
  long highest = atomic_load(&peak);
  while (now > highest && !atomic_compare_exchange_weak(&peak, &highest, now)) {
  }
}

static void freed(const volatile void *block) {
  if (block) atomic_fetch_sub(&used, (long)__sanitizer_get_allocated_size(block));
}

void fuzz_memory_install(void) { __sanitizer_install_malloc_and_free_hooks(allocated, freed); }

void fuzz_memory_start(void) {
  atomic_store(&used, 0);
  atomic_store(&peak, 0);
}

size_t fuzz_memory_peak(void) { return (size_t)atomic_load(&peak); }

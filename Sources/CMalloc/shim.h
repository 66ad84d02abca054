// What glibc alone has: neither musl nor Darwin lets a program tune its memory.
#ifdef __linux__
#include <features.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#endif

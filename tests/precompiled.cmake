# spine_precompiled(TARGET)
#
# Lets a test program take support/precompiled.h as GCC has kept it: Catch2's header and the standard
# library's are two fifths of what a test takes to compile. Not by target_precompile_headers:
# clang-tidy, which reads the same compile commands, then takes GCC's file for one of its own, and
# stops. Ccache keeps what uses it with CCACHE_SLOPPINESS=pch_defines,time_macros.
function(spine_precompiled target)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    return()
  endif()
  add_dependencies(${target} spine_precompiled_header)
  target_include_directories(${target} BEFORE PRIVATE ${CMAKE_BINARY_DIR}/precompiled)
  target_compile_options(${target} PRIVATE -Winvalid-pch -include support/precompiled.h)
endfunction()

if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # As spine_test compiles: GCC refuses what was kept under other options.
  add_library(spine_precompiled_object OBJECT support/precompiled.cpp)
  set_target_properties(spine_precompiled_object PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(spine_precompiled_object PRIVATE $<$<CONFIG:Release>:-O1> -fPIE -x c++-header)
  target_link_libraries(spine_precompiled_object PRIVATE Catch2::Catch2 spine_test_support spine_options)
  set(kept ${CMAKE_BINARY_DIR}/precompiled/support/precompiled.h.gch)
  add_custom_command(OUTPUT ${kept}
    COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_OBJECTS:spine_precompiled_object> ${kept}
    DEPENDS spine_precompiled_object $<TARGET_OBJECTS:spine_precompiled_object> VERBATIM)
  add_custom_target(spine_precompiled_header DEPENDS ${kept})
endif()
